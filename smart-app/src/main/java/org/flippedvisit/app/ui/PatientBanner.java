package org.flippedvisit.app.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.patient.PatientSummary;

/**
 * Who this page is about: the name always; record number and birth date too unless the EHR said
 * that it shows them (SMART {@code need_patient_banner}).
 */
public final class PatientBanner extends Header {
  private static final long serialVersionUID = 1L;

  private final boolean isFull;
  private final Div who = new Div();
  private final Div links = new Div();
  private final Div identity = new Div();

  public PatientBanner(boolean isFull) {
    this.isFull = isFull;
    addClassName("fv-who");
    links.addClassName("fv-who-links");
    who.addClassName("fv-who-person");
    identity.addClassName("fv-who-identity");
    add(who, links);
  }

  /** Links and buttons at the far end of the banner. */
  public Div links() {
    return links;
  }

  /** On a shared screen the person is named, and nothing that identifies them to others. */
  public void setShared(boolean shared) {
    identity.setVisible(!shared);
  }

  public void show(Reading<Optional<PatientSummary>> patient, LocalDate today) {
    who.removeAll();
    Optional<PatientSummary> known = patient.orElse(Optional.empty());
    if (known.isEmpty()) {
      who.add(
          new H1(getTranslation("banner.unknown")), new ReadingText(patient, "part.patient", null));
      return;
    }
    PatientSummary person = known.get();
    var name = new H1(OneLine.of(person.preferredName()));
    name.addClassName("fv-name");
    who.add(name, soft(facts(person, today)));
    identity.removeAll();
    if (isFull) {
      if (!person.fullName().equals(person.preferredName())) {
        identity.add(soft(person.fullName()));
      }
      identity.add(soft(identity(person)));
      who.add(identity);
    }
  }

  private String facts(PatientSummary person, LocalDate today) {
    var facts = new ArrayList<String>();
    person.ageOn(today).ifPresent(age -> facts.add(String.valueOf(age)));
    if (person.pronouns() != null) {
      facts.add(person.pronouns());
    }
    if (person.languageTag() != null) {
      facts.add(Locale.forLanguageTag(person.languageTag()).getDisplayLanguage(getLocale()));
    }
    if (person.interpreterNeeded()) {
      facts.add(getTranslation("banner.interpreter"));
    }
    if (person.isDeceased()) {
      facts.add(getTranslation("banner.deceased"));
    }
    return String.join(" · ", facts);
  }

  private String identity(PatientSummary person) {
    var parts = new ArrayList<String>();
    if (person.birthDate() != null) {
      parts.add(getTranslation("banner.born", Times.moment(person.birthDate(), getLocale())));
    }
    person.recordNumbers().stream()
        .findFirst()
        .ifPresent(number -> parts.add(getTranslation("banner.record", number.value())));
    return String.join(" · ", parts);
  }

  private static Span soft(String text) {
    var soft = new Span(OneLine.of(text));
    soft.addClassName("fv-soft");
    return soft;
  }
}
