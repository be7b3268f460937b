package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.Paragraph;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.form.FormFields;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.ItemType;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;

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
  private final Map<Paragraph, String> notes = new LinkedHashMap<>();
  private final Paragraph alone = note();

  TextNotes(Launch launch, Optional<PatientSummary> patient, LocalDate today) {
    this.launch = launch;
    this.patient = patient;
    this.today = today;
  }

  private static Paragraph note() {
    var note = new Paragraph();
    note.addClassName("fv-note");
    return note;
  }

  /** Puts them under their fields. */
  void under(FormFields fields) {
    fields.under(PreVisitQuestionnaire.TALK_ALONE, alone);
    texts(fields.filling().form().items())
        .forEach(
            linkId -> {
              Paragraph note = note();
              notes.put(note, linkId);
              fields.under(linkId, note);
            });
  }

  private static Stream<String> texts(List<FormItem> items) {
    return items.stream()
        .flatMap(
            item ->
                Stream.concat(
                    item.type() == ItemType.TEXT ? Stream.of(item.linkId()) : Stream.empty(),
                    texts(item.items())));
  }

  /**
   * Says them.
   *
   * @param onePage once for the whole page
   */
  void say(Locale language, boolean onePage) {
    boolean isFirst = true;
    for (Paragraph note : notes.keySet()) {
      note.setText(notInRealTime(note, language));
      note.setVisible(isFirst || !onePage);
      isFirst = false;
    }
    alone.setText(alone.getTranslation(language, aloneKey(), name()));
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
