package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.NamedSelect;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.Fate;
import org.jspecify.annotations.Nullable;

/** The few words that go with a fate: what was decided, where a later item goes, why not now. */
final class FateForm extends Div {
  static final Fate DECIDED_TOGETHER = new Fate.DecidedTogether("", "", null);
  static final Fate LATER = new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "");
  static final Fate NOT_NOW = new Fate.NotNow("", "");
  static final Fate SAFETY_NET = new Fate.SafetyNet("");
  static final Fate DROPPED = new Fate.Dropped("");

  private static final long serialVersionUID = 1L;

  private final transient Consumer<Fate> typed;
  private final transient Consumer<Fate> decided;
  private final transient BlockedDays blocked;
  private transient Supplier<Fate> value;
  private @Nullable Focusable<?> first;

  /**
   * @param start what stands in the fields, and of which kind
   * @param blocked days the person asked to keep free; a date on one of them is pointed out, not
   *     forbidden
   * @param typed called with every change
   */
  FateForm(Fate start, BlockedDays blocked, Consumer<Fate> typed, Consumer<Fate> decided) {
    this.blocked = blocked;
    this.typed = typed;
    this.decided = decided;
    this.value = () -> start;
    addClassName("fv-fate-form");
    switch (start) {
      case Fate.DecidedTogether now -> decideTogether(now);
      case Fate.Later now -> later(now);
      case Fate.NotNow now -> notNow(now);
      case Fate.SafetyNet now -> safetyNet(now);
      case Fate.Dropped now -> dropped(now);
      case Fate.Discussed ignored ->
          throw new IllegalArgumentException("there is nothing to type about it");
    }
  }

  private void decideTogether(Fate.DecidedTogether start) {
    var what = required("fate.form.what", start.what());
    var who = text("fate.form.who", start.who());
    var byWhen = date("fate.form.by-when", start.byWhen());
    value = () -> new Fate.DecidedTogether(what.getValue(), who.getValue(), byWhen.getValue());
    add(what, who, byWhen);
    finish(what, () -> filled(what));
  }

  private void later(Fate.Later start) {
    var place = new NamedSelect<Fate.Place>();
    place.setLabel(getTranslation("fate.form.where"));
    place.setItems(Fate.Place.values());
    place.setItemLabelGenerator(one -> getTranslation(FateText.placeKey(one)));
    place.setValue(start.place());
    place.addValueChangeListener(change -> typed.accept(value.get()));
    var owner = text("fate.form.owner", start.owner());
    var on = date("fate.form.on", start.on());
    var note = text("fate.form.note", start.note());
    value =
        () -> new Fate.Later(place.getValue(), owner.getValue(), on.getValue(), note.getValue());
    add(place, owner, on, note);
    finish(place, () -> true);
  }

  private void notNow(Fate.NotNow start) {
    var person = required("fate.form.persons-reason", start.personsReason());
    var team = text("fate.form.teams-reason", start.teamsReason());
    value = () -> new Fate.NotNow(person.getValue(), team.getValue());
    add(person, team);
    finish(person, () -> filled(person));
  }

  private void safetyNet(Fate.SafetyNet start) {
    var words = required("fate.form.safety-net", start.words());
    value = () -> new Fate.SafetyNet(words.getValue());
    add(words);
    finish(words, () -> filled(words));
  }

  private void dropped(Fate.Dropped start) {
    var reason = required("fate.form.dropped", start.reason());
    value = () -> new Fate.Dropped(reason.getValue());
    add(reason);
    finish(reason, () -> filled(reason));
  }

  private void finish(Focusable<?> firstField, Supplier<Boolean> isComplete) {
    first = firstField;
    var keep =
        new Button(
            getTranslation("fate.form.keep"),
            click -> {
              if (isComplete.get()) {
                decided.accept(value.get());
              }
            });
    keep.addThemeName("primary");
    keep.setTestId("fate-keep");
    add(keep);
  }

  void focusFirst() {
    if (first != null) {
      first.focus();
    }
  }

  private boolean filled(TextArea field) {
    boolean filled = !field.getValue().isBlank();
    field.setInvalid(!filled);
    field.setErrorMessage(getTranslation("fate.form.needed"));
    return filled;
  }

  private TextArea required(String key, String start) {
    var field = new TextArea(getTranslation(key));
    field.setWidthFull();
    field.setValue(start);
    TypedWords.report(field, () -> typed.accept(value.get()));
    return field;
  }

  private TextField text(String key, String start) {
    var field = new TextField(getTranslation(key));
    field.setWidthFull();
    field.setValue(start);
    TypedWords.report(field, () -> typed.accept(value.get()));
    return field;
  }

  /** A day that the person asked to keep free is pointed out; who decides is in the room. */
  private String warning(@Nullable LocalDate day) {
    if (day == null) {
      return "";
    }
    return blocked
        .on(day)
        .map(
            event ->
                getTranslation(
                    "fate.form.blocked",
                    Folded.start(event.what()),
                    Times.day(blocked.firstFree(day, 1), getLocale())))
        .orElse("");
  }

  private DatePicker date(String key, @Nullable LocalDate start) {
    var field = new DatePicker(getTranslation(key));
    field.setMin(LocalDate.now(ZoneId.systemDefault()));
    field.addValueChangeListener(change -> field.setHelperText(warning(change.getValue())));
    field.setValue(start);
    field.addValueChangeListener(change -> typed.accept(value.get()));
    return field;
  }
}
