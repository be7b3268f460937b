package org.flippedvisit.app.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which answers belong to a visit, and whose they are. */
class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-10-13T14:00:00Z");
  private static final Author SON = new Author.Patient("noah", "Noah");
  private static final Author MOTHER = new Author.RelatedPerson("ingrid", "Ingrid", "mother");
  private static final OtherForm CHECK_IN = form("QuestionnaireResponse", "check-in");
  private static final OtherForm WORRIES = form("Observation", "worry");

  private static OtherForm form(String type, String name) {
    return new OtherForm(type, name, Map.of(), 14);
  }

  private static PreVisitResponse said(
      Author by, String concern, String at, @Nullable String encounter, @Nullable OtherForm form) {
    return new PreVisitResponse(
        concern,
        null,
        PreVisitAnswers.ofConcern(concern, null),
        by,
        by,
        ClinicalTime.of(OffsetDateTime.parse(at)),
        PreVisitResponse.Status.COMPLETED,
        encounter,
        form);
  }

  private static Answers answers(PreVisitResponse... responses) {
    return new Answers("noah", Reading.Found.of(List.of(responses)), List.of());
  }

  private static List<String> words(Answers answers) {
    return answers.voices("today", NOW).stream().map(one -> one.answers().concern()).toList();
  }

  @Test
  void neverTakesAnAnswerOfAnotherVisit() {
    assertThat(
            words(
                answers(
                    said(SON, "other visit", "2026-10-13T09:00:00Z", "other", CHECK_IN),
                    said(SON, "this visit", "2026-06-01T09:00:00Z", "today", CHECK_IN))))
        .containsExactly("this visit");
  }

  @Test
  void countsAnswersThatNameNoVisitForAsLongAsTheFileSays() {
    assertThat(
            words(
                answers(
                    said(SON, "ours", "2026-09-20T09:00:00Z", null, null),
                    said(SON, "theirs, too old", "2026-09-20T09:00:00Z", null, CHECK_IN),
                    said(MOTHER, "theirs", "2026-10-01T09:00:00Z", null, CHECK_IN))))
        .containsExactly("ours", "theirs");
  }

  @Test
  void takesTheNewestOfEachPersonAndForm() {
    assertThat(
            words(
                answers(
                    said(SON, "first", "2026-10-10T09:00:00Z", null, CHECK_IN),
                    said(SON, "second", "2026-10-11T09:00:00Z", null, CHECK_IN),
                    said(MOTHER, "hers", "2026-10-12T09:00:00Z", null, CHECK_IN),
                    said(SON, "ours", "2026-10-09T09:00:00Z", null, null))))
        .containsExactly("second", "ours", "hers");
  }

  @Test
  void leavesOutObservationThatSaysAgainWhatAFormSays() {
    Answers answers =
        answers(said(SON, "the stairs", "2026-10-10T09:00:00Z", null, CHECK_IN))
            .with(
                Reading.Found.of(
                    List.of(
                        said(SON, "the stairs ", "2026-10-10T09:00:00Z", null, WORRIES),
                        said(MOTHER, "school", "2026-10-10T09:00:00Z", null, WORRIES))));
    assertThat(words(answers)).containsExactly("the stairs", "school");
  }

  @Test
  void keepsTheAnswersWhereTheObservationsFail() {
    Answers answers =
        answers(said(SON, "the stairs", "2026-10-10T09:00:00Z", null, null))
            .with(new Reading.Failed<>(Reading.Failure.TOO_SLOW));
    assertThat(words(answers)).containsExactly("the stairs");
  }
}
