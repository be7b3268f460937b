package org.flippedvisit.fhir.previsit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.concept.Meaning;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.questionnaire.AnswerValue;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/**
 * What people said about a visit where a site keeps it in Observations (US Core Observation
 * Screening Assessment): a voice like an answered form. What nobody of the person's side performed
 * is nobody's words.
 */
public final class SurveyMapper {
  private static final Author NOBODY_NAMED = new Author.Other(null, null);

  private SurveyMapper() {}

  /** Observations that the mapping file names, newest first. */
  public static Mapped<List<PreVisitResponse>> fromFhir(
      List<? extends Resource> resources, ChartConcepts concepts) {
    return ResourcesMapper.each(
            resources, Observation.class, (found, issues) -> read(found, concepts, issues))
        .map(
            responses ->
                responses.stream()
                    .sorted(
                        Comparator.comparing(
                            PreVisitResponse::authoredAt, ClinicalTime.NEWEST_FIRST))
                    .toList());
  }

  private static Optional<PreVisitResponse> read(
      Observation found, ChartConcepts concepts, IssueLog issues) {
    List<String> codes =
        found.getCode().getCoding().stream()
            .map(code -> code.getSystem() + "|" + code.getCode())
            .toList();
    Optional<Concept> concept =
        concepts.ofObservation(codes).filter(known -> known != Concept.CONFIDENCE);
    Optional<PreVisitResponse.Status> status = status(found);
    if (concept.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClinicalTime> at =
        ClinicalTimeMapper.fromChoice(found.getEffective())
            .or(() -> ClinicalTimeMapper.fromFhir(found.getIssuedElement()));
    if (at.isEmpty()) {
      issues.missing("effective");
      return Optional.empty();
    }
    var reader = new AnswersReader(issues);
    reader.accept(
        new Meaning(concept.get(), null, Map.of()),
        AnswerValue.of(found.getValue()).stream().toList(),
        CodeMapper.words(found.getCode()).orElse(null));
    PreVisitAnswers answers = reader.answers();
    if (answers.equals(PreVisitAnswers.EMPTY)) {
      issues.missing("value");
      return Optional.empty();
    }
    List<Author> performers =
        found.getPerformer().stream()
            .flatMap(performer -> AuthorMapper.fromReference(performer).stream())
            .toList();
    Author saidBy =
        performers.stream().filter(Author::isPersonSide).findFirst().orElse(NOBODY_NAMED);
    return Optional.of(
        new PreVisitResponse(
            found.getIdElement().getIdPart(),
            found.getMeta().getVersionId(),
            answers,
            saidBy,
            performers.stream().filter(one -> !one.isPersonSide()).findFirst().orElse(saidBy),
            at.get(),
            status.get(),
            ReferenceMapper.idOf(found.getEncounter(), "Encounter").orElse(null),
            new OtherForm(
                "Observation",
                codes.getFirst(),
                CodeMapper.plainText(found.getCode())
                    .map(text -> Map.of("en", text))
                    .orElse(Map.of()),
                concepts.daysWithoutVisit())));
  }

  private static Optional<PreVisitResponse.Status> status(Observation found) {
    if (found.getStatus() == null) {
      return Optional.empty();
    }
    return switch (found.getStatus()) {
      case FINAL -> Optional.of(PreVisitResponse.Status.COMPLETED);
      case AMENDED, CORRECTED -> Optional.of(PreVisitResponse.Status.AMENDED);
      case REGISTERED, PRELIMINARY -> Optional.of(PreVisitResponse.Status.IN_PROGRESS);
      case CANCELLED, ENTEREDINERROR, UNKNOWN, NULL -> Optional.empty();
    };
  }
}
