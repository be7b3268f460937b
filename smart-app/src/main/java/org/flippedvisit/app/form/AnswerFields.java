package org.flippedvisit.app.form;

import java.util.Locale;
import java.util.function.Consumer;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.ItemControl;
import org.flippedvisit.fhir.form.ItemType;

/** Which field a question is answered in: by its type, and by how it asks to be shown. */
final class AnswerFields {
  /** More choices than these are a list that drops down. */
  private static final int MOST_BUTTONS = 7;

  private AnswerFields() {}

  /**
   * @param changed called when the person has changed something
   * @param tell says a sentence to who cannot see what happened
   */
  static AnswerField of(FormNode node, Runnable changed, Consumer<String> tell) {
    FormItem item = node.item();
    if (node.isReadOnly()) {
      return new ShownField();
    }
    if (isChosen(item)) {
      return item.isRepeating() ? several(item, changed) : one(item, changed);
    }
    if (item.type() == ItemType.REFERENCE) {
      return new ShownField();
    }
    return item.isRepeating()
        ? new RepeatedField(again -> typed(item, again), changed, tell)
        : typed(item, changed);
  }

  private static boolean isChosen(FormItem item) {
    return item.type() == ItemType.CHOICE
        || item.type() == ItemType.OPEN_CHOICE
        || !item.options().isEmpty();
  }

  private static AnswerField one(FormItem item, Runnable changed) {
    return switch (item.control()) {
      case RADIO_BUTTON, CHECK_BOX -> OneChoiceField.buttons(item.isHorizontal(), changed);
      case DROP_DOWN -> OneChoiceField.dropDown(changed);
      case AUTOCOMPLETE, LOOKUP -> OneChoiceField.search(changed);
      case null, default ->
          item.options().size() > MOST_BUTTONS
              ? OneChoiceField.dropDown(changed)
              : OneChoiceField.buttons(item.isHorizontal(), changed);
    };
  }

  private static AnswerField several(FormItem item, Runnable changed) {
    return switch (item.control()) {
      case DROP_DOWN, AUTOCOMPLETE, LOOKUP -> ManyChoicesField.search(changed);
      case null, default -> ManyChoicesField.boxes(item.isHorizontal(), changed);
    };
  }

  private static AnswerField typed(FormItem item, Runnable changed) {
    return switch (item.type()) {
      case TEXT -> new WordsField(changed);
      case STRING ->
          item.control() == ItemControl.TEXT_BOX
              ? new WordsField(changed)
              : new LineField(ItemType.STRING, changed);
      case BOOLEAN ->
          item.control() == ItemControl.CHECK_BOX
              ? new TickField(changed)
              : new YesNoField(changed);
      case INTEGER, DECIMAL -> number(item, changed);
      case QUANTITY ->
          item.control() == ItemControl.SLIDER
              ? slider(item, changed)
              : new AmountField(item, changed);
      case DATE ->
          isPartOfDay(item.entryFormat())
              ? new LineField(ItemType.DATE, changed)
              : new DayField(changed);
      case DATE_TIME -> new MomentField(changed);
      case TIME -> new LineField(ItemType.TIME, changed);
      case URL -> new LineField(ItemType.URL, changed);
      case ATTACHMENT -> new FileField(item.limits(), changed);
      default -> throw new IllegalArgumentException("not answered by typing: " + item.type());
    };
  }

  private static AnswerField number(FormItem item, Runnable changed) {
    return switch (item.control()) {
      case SLIDER -> slider(item, changed);
      case SPINNER -> LineField.stepping(item.type(), changed);
      case null, default -> new LineField(item.type(), changed);
    };
  }

  private static AnswerField slider(FormItem item, Runnable changed) {
    SliderRange range = SliderRange.of(item);
    return range.hasFewSteps() ? new ScaleField(range, changed) : new SliderField(range, changed);
  }

  /** A year or a month is enough where the format of the entry has a year and no day. */
  private static boolean isPartOfDay(String entryFormat) {
    String format = entryFormat.toLowerCase(Locale.ROOT);
    return (format.contains("y") || format.contains("aaaa")) && !format.contains("d");
  }
}
