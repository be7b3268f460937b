package org.flippedvisit.fhir.previsit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.questionnaire.AnswerReader;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Our pre-visit answers, both ways (US Core and SDC 4.0 QuestionnaireResponse). Responses to other
 * questionnaires are not ours to read here.
 */
public final class PreVisitMapper {
  private static final Author NOBODY_NAMED = new Author.Other(null, null);

  private PreVisitMapper() {}

  /** Ours, newest first. */
  public static Mapped<List<PreVisitResponse>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, QuestionnaireResponse.class, PreVisitMapper::read)
        .map(
            responses ->
                responses.stream()
                    .sorted(
                        Comparator.comparing(
                            PreVisitResponse::authoredAt, ClinicalTime.NEWEST_FIRST))
                    .toList());
  }

  public static QuestionnaireResponse toFhir(PreVisitToWrite toWrite) {
    return PreVisitWriter.write(toWrite);
  }

  private static Optional<PreVisitResponse> read(QuestionnaireResponse found, IssueLog issues) {
    if (!isOurs(found)) {
      return Optional.empty();
    }
    Optional<PreVisitResponse.Status> status = status(found, issues);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClinicalTime> authored = authored(found, issues);
    if (authored.isEmpty()) {
      return Optional.empty();
    }
    Author saidBy = person(found.getSource(), "source", issues);
    return Optional.of(
        new PreVisitResponse(
            found.getIdElement().getIdPart(),
            found.getMeta().getVersionId(),
            answers(new AnswerReader(found.getItem(), issues), issues),
            saidBy,
            AuthorMapper.fromReference(found.getAuthor()).orElse(saidBy),
            authored.get(),
            status.get(),
            ReferenceMapper.idOf(found.getEncounter(), "Encounter").orElse(null)));
  }

  private static boolean isOurs(QuestionnaireResponse found) {
    String canonical = found.getQuestionnaire();
    return canonical != null && PreVisitQuestionnaire.PUBLISHED.isNamedBy(canonical);
  }

  /** Empty when it is not to be shown. An unknown status could be an error struck out: left out. */
  private static Optional<PreVisitResponse.Status> status(
      QuestionnaireResponse found, IssueLog issues) {
    if (found.getStatus() == null) {
      if (found.hasStatusElement()) {
        issues.unknownCode("status");
      } else {
        issues.missing("status");
      }
      return Optional.empty();
    }
    return switch (found.getStatus()) {
      case INPROGRESS, STOPPED -> Optional.of(PreVisitResponse.Status.IN_PROGRESS);
      case COMPLETED -> Optional.of(PreVisitResponse.Status.COMPLETED);
      case AMENDED -> Optional.of(PreVisitResponse.Status.AMENDED);
      case ENTEREDINERROR, NULL -> Optional.empty();
    };
  }

  private static Optional<ClinicalTime> authored(QuestionnaireResponse found, IssueLog issues) {
    Optional<ClinicalTime> authored = ClinicalTimeMapper.fromFhir(found.getAuthoredElement());
    if (authored.isEmpty()) {
      issues.missing("authored");
      return ClinicalTimeMapper.fromFhir(found.getMeta().getLastUpdatedElement());
    }
    return authored;
  }

  private static Author person(@Nullable Reference reference, String element, IssueLog issues) {
    Optional<Author> person = AuthorMapper.fromReference(reference);
    if (person.isEmpty()) {
      issues.missing(element);
    }
    return person.orElse(NOBODY_NAMED);
  }

  private static PreVisitAnswers answers(AnswerReader answers, IssueLog issues) {
    return new PreVisitAnswers(
        answers.choice(PreVisitQuestionnaire.ANSWERING_AS, AnsweringAs.class, AnsweringAs::code),
        answers.words(PreVisitQuestionnaire.CONCERN),
        answers.choice(PreVisitQuestionnaire.CONCERN_KIND, ConcernKind.class, ConcernKind::code),
        answers
            .groups(PreVisitQuestionnaire.LIFE_EVENTS)
            .flatMap(group -> lifeEvent(group, issues))
            .toList(),
        answers.words(PreVisitQuestionnaire.WORTHWHILE),
        answers.choice(PreVisitQuestionnaire.HOW_OVERALL, HowOverall.class, HowOverall::code),
        answers.choice(PreVisitQuestionnaire.HOW_IN_THE_WAY, InTheWay.class, InTheWay::code),
        answers.wholeNumber(PreVisitQuestionnaire.CONFIDENCE, 0, 10),
        answers.words(PreVisitQuestionnaire.BRINGS));
  }

  private static Stream<LifeEvent> lifeEvent(AnswerReader group, IssueLog issues) {
    String what = group.words(PreVisitQuestionnaire.LIFE_EVENT_WHAT);
    if (what.isBlank()) {
      issues.missing("item(" + PreVisitQuestionnaire.LIFE_EVENT_WHAT + ").answer");
      return Stream.empty();
    }
    return Stream.of(
        new LifeEvent(
            what,
            group.day(PreVisitQuestionnaire.LIFE_EVENT_WHEN),
            group.isYes(PreVisitQuestionnaire.LIFE_EVENT_AVOID)));
  }
}
