package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.Paragraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.form.FormFields;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.ItemType;
import org.flippedvisit.fhir.patient.PatientSummary;

/**
 * What is said beside fields for free words: that nobody reads them right away, and who reads what
 * is for talking alone.
 */
final class TextNotes {
  /** From then on a parent's account is not expected. */
  private static final int ADULT = 18;

  private final Launch launch;
  private final Optional<PatientSummary> patient;
  private final LocalDate today;
  private final FormFields fields;
  private final List<Paragraph> notes = new ArrayList<>();
  private final List<Paragraph> alone = new ArrayList<>();

  /**
   * Puts them under their fields.
   *
   * @param patient empty where nobody knows who it is
   */
  TextNotes(
      Launch launch,
      Optional<PatientSummary> patient,
      LocalDate today,
      FormFields fields,
      ChartConcepts concepts) {
    this.fields = fields;
    this.launch = launch;
    this.patient = patient;
    this.today = today;
    Form form = fields.filling().form();
    all(form.items())
        .forEach(
            item -> {
              if (isForTalkingAlone(form, item, concepts)) {
                alone.add(noteUnder(item));
              }
              if (item.type() == ItemType.TEXT) {
                notes.add(noteUnder(item));
              }
            });
  }

  private Paragraph noteUnder(FormItem item) {
    var note = new Paragraph();
    note.addClassName("fv-note");
    fields.under(item.linkId(), note);
    return note;
  }

  private static boolean isForTalkingAlone(Form form, FormItem item, ChartConcepts concepts) {
    return concepts
        .ofQuestion(form.canonical(), item.linkId(), item.codes())
        .filter(meaning -> meaning.concept() == Concept.TALK_ALONE)
        .isPresent();
  }

  private static Stream<FormItem> all(List<FormItem> items) {
    return items.stream().flatMap(item -> Stream.concat(Stream.of(item), all(item.items())));
  }

  /** Says them: once for all that is shown together, at the first field for free words. */
  void say(Locale language) {
    boolean isFirst = true;
    for (Paragraph note : notes) {
      note.setText(notInRealTime(note, language));
      boolean isShown = fields.isShown(note);
      note.setVisible(isShown && isFirst);
      isFirst &= !isShown;
    }
    alone.forEach(note -> note.setText(note.getTranslation(language, aloneKey(), name())));
  }

  private String notInRealTime(Paragraph page, Locale language) {
    String phone = launch.ehr().urgentPhone();
    return phone == null
        ? page.getTranslation(language, "portal.not-real-time")
        : page.getTranslation(language, "portal.not-real-time.phone", phone);
  }

  private String aloneKey() {
    if (launch.role() == Role.PROXY) {
      return "portal.alone.proxy";
    }
    boolean isGrown =
        patient.map(one -> one.ageOn(today).orElse(0)).filter(age -> age >= ADULT).isPresent();
    return isGrown ? "portal.alone" : "portal.alone.teen";
  }

  private String name() {
    return patient.map(PatientSummary::preferredName).orElse("");
  }
}
