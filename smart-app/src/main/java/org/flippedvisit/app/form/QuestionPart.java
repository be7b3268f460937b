package org.flippedvisit.app.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormProblem;
import org.flippedvisit.fhir.form.RichText;
import org.jspecify.annotations.Nullable;

/**
 * One question with its field, what is said about it, and the questions that follow from it. What
 * most questions never need is made when it is needed: a page may have hundreds of them.
 */
final class QuestionPart extends NodePart {
  private static final long serialVersionUID = 1L;

  private final transient AnswerField field;
  private final Div place = new Div();
  private @Nullable RichTextBlocks text;
  private @Nullable Paragraph asTyped;
  private @Nullable Button takeAway;
  private @Nullable Paragraph hides;
  private @Nullable BesideQuestion beside;
  private @Nullable NodeList children;
  private transient FormNode shown;
  private boolean isWriting;

  QuestionPart(FormFields form, FormNode node, boolean isHeading) {
    super(form, node.id(), isHeading);
    shown = node;
    field = AnswerFields.of(node, this::changed, form::tell);
    addClassName("fv-form-question");
    field.component().getElement().setAttribute("data-testid", node.item().linkId());
    place.add(field.component(), notes());
    place.addClassName("fv-form-answer");
    place
        .getElement()
        .addEventListener("focusout", left -> left())
        .setFilter("!element.contains(event.relatedTarget)");
    add(place);
  }

  /** Empty as long as no question follows from its answer. */
  Optional<NodeList> children() {
    return Optional.ofNullable(children);
  }

  AnswerField field() {
    return field;
  }

  /** The person has gone to another place. */
  void left() {
    form().left(id());
    redraw();
  }

  private void changed() {
    if (!isWriting) {
      List<FormAnswer> now = field.read();
      if (!now.equals(shown.answers())) {
        form().answer(id(), now);
      }
    }
  }

  private void takeAway() {
    form().answer(id(), List.of());
    Inputs.focusIn(this);
  }

  @Override
  void draw(FormNode node, Locale language) {
    shown = node;
    fill(node, language);
    QuestionWords words = new QuestionWords(node.item(), language);
    showText(isHeading() ? words.more() : words.isPlain() ? words.none() : words.whole());
    var now =
        new FieldWords(
            words.name(),
            !isHeading() && words.isPlain(),
            hint(node.item(), language),
            form().problemsOf(node, language));
    field.say(now, language);
    sayAsTyped(node, language);
    showTakeAway(node, words.name(), language);
    showHides(language);
    if (beside != null || BesideQuestion.isAbout(node.item())) {
      beside = beside == null ? added(new BesideQuestion()) : beside;
      beside.show(node.item(), language);
    }
    if (children != null || !node.children().isEmpty()) {
      children = children == null ? followedBy(new NodeList(form())) : children;
      children.show(node.children(), null);
    }
  }

  private BesideQuestion added(BesideQuestion made) {
    place.add(made);
    return made;
  }

  private NodeList followedBy(NodeList made) {
    made.addClassName("fv-form-below");
    add(made);
    return made;
  }

  private void showText(RichText words) {
    if (text == null && !words.blocks().isEmpty()) {
      text = new RichTextBlocks();
      place.addComponentAsFirst(text);
    }
    if (text != null) {
      text.show(words);
    }
  }

  private void showTakeAway(FormNode node, String name, Locale language) {
    boolean isOffered = field.isStuck() && !node.answers().isEmpty() && !node.item().isRequired();
    if (takeAway == null && isOffered) {
      takeAway = new Button();
      takeAway.addClassName("fv-quiet");
      takeAway.addClickListener(click -> takeAway());
      place.addComponentAtIndex(place.indexOf(notes()), takeAway);
    }
    if (takeAway != null) {
      takeAway.setText(getTranslation(language, "form.take-away"));
      takeAway.setAriaLabel(getTranslation(language, "form.take-away-of", name));
      takeAway.setVisible(isOffered);
    }
  }

  /** Among the notes, which are read out when they come. */
  private void showHides(Locale language) {
    boolean isHiding = form().isHiding(id());
    if (hides == null && isHiding) {
      hides = new Paragraph();
      hides.addClassName("fv-form-hint");
      notes().addComponentAsFirst(hides);
    }
    if (hides != null) {
      hides.setText(isHiding ? getTranslation(language, "form.hides") : "");
      hides.setVisible(isHiding);
    }
  }

  private void fill(FormNode node, Locale language) {
    isWriting = true;
    try {
      field.offer(node, language);
      if (!field.isShowing(node.answers())) {
        field.write(node.answers());
      }
    } finally {
      isWriting = false;
    }
  }

  /** What was answered and cannot stand in the field, as after a questionnaire has changed. */
  private void sayAsTyped(FormNode node, Locale language) {
    boolean isKept = !field.isShowing(node.answers()) || field.isStuck() && isWords(node);
    String answered =
        node.answers().stream()
            .map(new AnswerWords(this, language)::of)
            .collect(Collectors.joining(", "));
    boolean isSaid = isKept && !answered.isBlank();
    if (asTyped == null && isSaid) {
      asTyped = new Paragraph();
      asTyped.addClassName("fv-form-hint");
      place.addComponentAtIndex(place.indexOf(field.component()) + 1, asTyped);
    }
    if (asTyped != null) {
      asTyped.setText(getTranslation(language, "form.as-typed", answered));
      asTyped.setVisible(isSaid);
    }
  }

  private static boolean isWords(FormNode node) {
    return node.answers().stream().anyMatch(FormAnswer.Words.class::isInstance)
        && !node.item().isOpen()
        && node.options().isEmpty();
  }

  /** In a group that need not be there nothing is needed before something is said in it. */
  private boolean isNeeded(FormItem item) {
    boolean isMissing =
        shown.problems().stream().anyMatch(problem -> problem.kind() == FormProblem.Kind.MISSING);
    return item.isRequired() && !shown.isReadOnly() && (isMissing || !shown.answers().isEmpty());
  }

  private String hint(FormItem item, Locale language) {
    return Stream.of(
            isNeeded(item) ? getTranslation(language, "form.needed") : "",
            scaleEnds(item, language),
            item.entryFormat(language),
            inWords(item.flyover(), language))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" · "));
  }

  private String scaleEnds(FormItem item, Locale language) {
    String lower = item.lowerText(language);
    String upper = item.upperText(language);
    if (lower.isBlank() || upper.isBlank()) {
      return "";
    }
    SliderRange range = SliderRange.of(item);
    return getTranslation(
        language,
        "form.ends",
        range.least().toPlainString(),
        lower,
        range.most().toPlainString(),
        upper);
  }

  private static String inWords(@Nullable Map<String, RichText> texts, Locale language) {
    return texts == null ? "" : FormItem.in(texts, language).words();
  }
}
