package org.flippedvisit.app.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.PersonItems;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose items a person is told the fate of. */
class WhatBecameTest {
  private static final Author MOTHER =
      new Author.RelatedPerson("noah-ingrid", "Ingrid Lindqvist", "mother");

  private static final ClinicalTime SENT_AT =
      ClinicalTime.of(OffsetDateTime.parse("2026-01-02T09:00:00Z"));

  private final Predicate<AgendaItem> hers = WhatBecame.theirs(List.of(answers("his sleep")));

  @Test
  void tellsOfWhatStoodInTheirOwnAnswers() {
    assertThat(hers.test(item("QuestionnaireResponse/hers#concern", "his sleep"))).isTrue();
    assertThat(hers.test(said("RelatedPerson/noah-ingrid", " his sleep"))).isTrue();
  }

  @Test
  void tellsNothingOfWhatSomebodyElseSaidInTheSameWords() {
    assertThat(hers.test(item("QuestionnaireResponse/his#concern", "his sleep"))).isFalse();
    assertThat(hers.test(said("Patient/noah", "his sleep"))).isFalse();
    assertThat(hers.test(said("RelatedPerson/noah-ingrid", "my sleep"))).isFalse();
    assertThat(hers.test(item(null, "his sleep"))).as("nobody knows who said it").isFalse();
  }

  /** What was only kept here when it came onto the agenda. */
  private static AgendaItem said(String who, String words) {
    Author author =
        who.startsWith("Patient/")
            ? new Author.Patient(who.substring(8), null)
            : new Author.RelatedPerson(who.substring(14), "Ingrid Lindqvist", "mother");
    PreVisitResponse kept =
        new PreVisitResponse(
            null,
            null,
            PreVisitAnswers.ofConcern(words, null),
            author,
            author,
            SENT_AT,
            PreVisitResponse.Status.COMPLETED,
            null);
    return PersonItems.of(List.of(kept), LocalDate.of(2026, 1, 2), () -> new AgendaItemId("kept"))
        .getFirst();
  }

  private static PreVisitResponse answers(String concern) {
    return new PreVisitResponse(
        "hers",
        "1",
        PreVisitAnswers.ofConcern(concern, null),
        MOTHER,
        MOTHER,
        SENT_AT,
        PreVisitResponse.Status.COMPLETED,
        null);
  }

  private static AgendaItem item(@Nullable String source, String words) {
    return new AgendaItem(
        new AgendaItemId("i"),
        Origin.PERSON,
        words,
        "",
        source,
        null,
        LocalDate.of(2026, 1, 2),
        false,
        false);
  }
}
