package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaService.Became;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.note.VisitNoteText;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.PreVisitResponse;

/**
 * What became, at visits that are over, of each thing that the person brought: in the words of the
 * shared note. Only what they said themselves, and nothing that was private.
 */
final class WhatBecame extends Section {
  private static final long serialVersionUID = 1L;

  private final transient PatientSummary patient;
  private final Locale language;

  /**
   * @param own what the signed-in person sent, for whatever visit
   */
  WhatBecame(
      Launch launch,
      PortalServices services,
      PatientSummary patient,
      List<PreVisitResponse> own,
      Locale language) {
    this.patient = patient;
    this.language = language;
    addClassName("fv-became");
    setTestId("became");
    setVisible(false);
    Predicate<AgendaItem> isTheirs = theirs(own);
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.agenda().became(launch, isTheirs)),
        this::show,
        () -> say("became.failed"));
  }

  /**
   * By where it came from, else by who said it and the very words: what was only kept here then had
   * no place yet.
   */
  static Predicate<AgendaItem> theirs(List<PreVisitResponse> own) {
    Set<Said> said = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (PreVisitResponse response : own) {
      Stream.of(response.answers().concern(), response.answers().brings())
          .filter(words -> !words.isBlank())
          .map(words -> new Said(response.who(), words.strip()))
          .forEach(said::add);
      if (response.reference() != null) {
        places.add(response.reference());
      }
    }
    return item -> {
      String source = item.source();
      String who = item.grounds().saidBy();
      // Another person may have said the same words: what has a place is known by that alone.
      return source == null
          ? who != null && said.contains(new Said(who, item.words().strip()))
          : places.contains(source.replaceFirst("#.*", ""));
    };
  }

  private record Said(String who, String words) {}

  private void say(String key) {
    setVisible(true);
    add(
        new H2(getTranslation(language, "became.title")),
        new Paragraph(getTranslation(language, key)));
  }

  private void show(List<Became> became) {
    if (became.isEmpty()) {
      return;
    }
    setVisible(true);
    var list = new UnorderedList();
    for (Became one : became) {
      var on = new Span(getTranslation(language, "became.on", Times.day(one.visitOn(), language)));
      on.addClassName("fv-said");
      var fate = new Paragraph(VisitNoteText.fate(patient, one.fate(), language));
      fate.addClassName("fv-became-fate");
      fate.getElement().setAttribute("dir", "auto");
      list.add(new ListItem(new Words(one.words(), Words.Size.SMALL), on, fate));
    }
    add(new H2(getTranslation(language, "became.title")), list);
  }
}
