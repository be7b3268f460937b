package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.agenda.Fate;

/** The few words that go with a fate: what was decided, where a later item goes, why not now. */
final class FateForm extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<Fate> decided;
  private final transient Set<LocalDate> blocked;

  /**
   * @param blocked days the person asked to keep free; a date on one of them is pointed out, not
   *     forbidden
   */
  FateForm(Set<LocalDate> blocked, Consumer<Fate> decided) {
    this.blocked = Set.copyOf(blocked);
    this.decided = decided;
    addClassName("fv-fate-form");
  }

  void decideTogether() {
    var what = required("fate.form.what");
    var who = text("fate.form.who");
    var byWhen = date("fate.form.by-when");
    add(what, who, byWhen);
    finish(
        what,
        () -> filled(what),
        () -> new Fate.DecidedTogether(what.getValue(), who.getValue(), byWhen.getValue()));
  }

  void later() {
    var place = new Select<Fate.Place>();
    place.setLabel(getTranslation("fate.form.where"));
    place.setItems(Fate.Place.values());
    place.setItemLabelGenerator(one -> getTranslation(FateText.placeKey(one)));
    place.setValue(Fate.Place.NEXT_VISIT);
    var owner = text("fate.form.owner");
    var on = date("fate.form.on");
    var note = text("fate.form.note");
    add(place, owner, on, note);
    finish(
        place,
        () -> true,
        () -> new Fate.Later(place.getValue(), owner.getValue(), on.getValue(), note.getValue()));
  }

  void notNow() {
    var person = required("fate.form.persons-reason");
    var team = text("fate.form.teams-reason");
    add(person, team);
    finish(person, () -> filled(person), () -> new Fate.NotNow(person.getValue(), team.getValue()));
  }

  void safetyNet() {
    var words = required("fate.form.safety-net");
    add(words);
    finish(words, () -> filled(words), () -> new Fate.SafetyNet(words.getValue()));
  }

  private void finish(
      Focusable<?> first, Supplier<Boolean> isComplete, Supplier<? extends Fate> fate) {
    var keep =
        new Button(
            getTranslation("fate.form.keep"),
            click -> {
              if (isComplete.get()) {
                decided.accept(fate.get());
              }
            });
    keep.addThemeName("primary");
    keep.setTestId("fate-keep");
    add(keep);
    first.focus();
  }

  private boolean filled(TextArea field) {
    boolean filled = !field.getValue().isBlank();
    field.setInvalid(!filled);
    field.setErrorMessage(getTranslation("fate.form.needed"));
    return filled;
  }

  private TextArea required(String key) {
    var field = new TextArea(getTranslation(key));
    field.setWidthFull();
    TypedWords.limit(field);
    return field;
  }

  private TextField text(String key) {
    var field = new TextField(getTranslation(key));
    field.setWidthFull();
    TypedWords.limit(field);
    return field;
  }

  private DatePicker date(String key) {
    var field = new DatePicker(getTranslation(key));
    field.setMin(LocalDate.now(ZoneId.systemDefault()));
    field.addValueChangeListener(
        change ->
            field.setHelperText(
                change.getValue() != null && blocked.contains(change.getValue())
                    ? getTranslation("fate.form.blocked")
                    : ""));
    return field;
  }
}
