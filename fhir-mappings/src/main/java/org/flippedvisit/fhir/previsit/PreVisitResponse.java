package org.flippedvisit.fhir.previsit;

import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * One person's answers for one visit (FHIR QuestionnaireResponse). Two voices are two responses.
 *
 * @param id logical id in the EHR; null while it is only in the app's store
 * @param versionId {@code meta.versionId}, for a version-aware update; null when the EHR gives none
 * @param saidBy {@code QuestionnaireResponse.source}
 * @param recordedBy {@code QuestionnaireResponse.author}
 * @param encounterId the visit it was answered for; null when unknown
 * @param form what it was read from when that is not our questionnaire; null for ours
 */
public record PreVisitResponse(
    @Nullable String id,
    @Nullable String versionId,
    PreVisitAnswers answers,
    Author saidBy,
    Author recordedBy,
    ClinicalTime authoredAt,
    Status status,
    @Nullable String encounterId,
    @Nullable OtherForm form) {

  /** Answers to our own questionnaire. */
  public PreVisitResponse(
      @Nullable String id,
      @Nullable String versionId,
      PreVisitAnswers answers,
      Author saidBy,
      Author recordedBy,
      ClinicalTime authoredAt,
      Status status,
      @Nullable String encounterId) {
    this(id, versionId, answers, saidBy, recordedBy, authoredAt, status, encounterId, null);
  }

  /** SDC 4.0 §QuestionnaireResponse status, as far as it is shown. */
  public enum Status {
    IN_PROGRESS,
    COMPLETED,
    AMENDED
  }

  /** The first answer as a concern; empty when the question was left open. */
  public Optional<PatientConcern> concern() {
    if (!answers.hasConcern()) {
      return Optional.empty();
    }
    return Optional.of(
        new PatientConcern(
            answers.concern(), answers.concernKind(), saidBy, recordedBy, authoredAt, reference()));
  }

  /** True where another form was answered and nothing of it is about a visit. */
  public boolean saysNothing() {
    return form != null && answers.sayNothing();
  }

  /** The same with words for talking alone that the chart does not have. */
  public PreVisitResponse withTalkAlone(List<String> talkAlone) {
    return new PreVisitResponse(
        id,
        versionId,
        answers.withTalkAlone(talkAlone),
        saidBy,
        recordedBy,
        authoredAt,
        status,
        encounterId,
        form);
  }

  /** FHIR reference of what it was read from; null while it is only in the app's store. */
  public @Nullable String reference() {
    if (id == null) {
      return null;
    }
    return (form == null ? "QuestionnaireResponse" : form.resourceType()) + "/" + id;
  }

  /**
   * Whose answers to what: of all with the same voice only the newest count. The same person's
   * answers to another form are a voice of their own, so that a form which asks for less hides
   * nothing.
   */
  public String voice() {
    return form == null ? who() : who() + " " + form.resourceType() + " " + form.name();
  }

  /** Who answered, the same in every response of theirs; never shown. */
  public String who() {
    return saidBy.reference() != null ? saidBy.reference() : String.valueOf(saidBy.name());
  }
}
