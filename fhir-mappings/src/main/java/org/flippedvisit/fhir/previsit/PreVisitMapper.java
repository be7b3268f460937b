package org.flippedvisit.fhir.previsit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.questionnaire.ItemMeanings;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Pre-visit answers (US Core and SDC 4.0 QuestionnaireResponse): ours both ways, and what responses
 * to other forms say of the same, where the mapping file names it. A response that carries nothing
 * of it is left alone.
 */
public final class PreVisitMapper {
  private static final Author NOBODY_NAMED = new Author.Other(null, null);

  private PreVisitMapper() {}

  /** Those of ours and of the forms that are known without a site's own file, newest first. */
  public static Mapped<List<PreVisitResponse>> fromFhir(List<? extends Resource> resources) {
    return fromFhir(resources, ChartConcepts.standard());
  }

  /** Those of ours and of other forms, newest first. */
  public static Mapped<List<PreVisitResponse>> fromFhir(
      List<? extends Resource> resources, ChartConcepts concepts) {
    return ResourcesMapper.each(
            resources,
            QuestionnaireResponse.class,
            (response, issues) -> read(response, concepts, issues))
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

  /**
   * What goes into the chart of a form that somebody filled in. Words for talking alone do not: a
   * chart is read by everybody who has an account for it.
   */
  public static QuestionnaireResponse toFhir(FilledFormToWrite toWrite, ChartConcepts concepts) {
    return FilledFormMapper.read(toWrite.completed(), concepts).toWrite(toWrite);
  }

  /**
   * What a filled-in form says of a visit, words for talking alone included.
   *
   * @param filled a QuestionnaireResponse in FHIR JSON, kept or completed
   */
  public static PreVisitAnswers answers(String filled, ChartConcepts concepts) {
    return FilledFormMapper.read(filled, concepts).answers();
  }

  /**
   * Which form it is that somebody filled in; empty where it is ours.
   *
   * @param filled a QuestionnaireResponse in FHIR JSON, kept or completed
   */
  public static Optional<OtherForm> form(String filled, ChartConcepts concepts) {
    ItemMeanings meanings = FilledFormMapper.read(filled, concepts).meanings();
    return isOurs(meanings.canonical()) ? Optional.empty() : Optional.of(form(meanings, concepts));
  }

  /** The same answers as a form that can be gone on with, in FHIR JSON. */
  public static String kept(PreVisitAnswers answers, Locale language) {
    return FilledFormMapper.json(PreVisitWriter.kept(answers, language));
  }

  private static Optional<PreVisitResponse> read(
      QuestionnaireResponse found, ChartConcepts concepts, IssueLog issues) {
    var meanings = ItemMeanings.of(found, concepts);
    boolean isOurs = isOurs(meanings.canonical());
    if (!isOurs && !saysAnything(found, meanings)) {
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
            answers(found, meanings, issues),
            saidBy,
            AuthorMapper.fromReference(found.getAuthor()).orElse(saidBy),
            authored.get(),
            status.get(),
            ReferenceMapper.idOf(found.getEncounter(), "Encounter").orElse(null),
            isOurs ? null : form(meanings, concepts)));
  }

  private static boolean saysAnything(QuestionnaireResponse found, ItemMeanings meanings) {
    return ItemMeanings.all(found.getItem())
        .anyMatch(
            item ->
                meanings
                    .of(item)
                    .filter(meaning -> meaning.concept() != Concept.SCORE)
                    .isPresent());
  }

  private static PreVisitAnswers answers(
      QuestionnaireResponse found, ItemMeanings meanings, IssueLog issues) {
    var reader = new AnswersReader(issues);
    reader.read(found.getItem().stream(), meanings);
    return reader.answers();
  }

  private static OtherForm form(ItemMeanings meanings, ChartConcepts concepts) {
    String canonical = meanings.canonical();
    return new OtherForm(
        "QuestionnaireResponse",
        canonical == null ? "" : ChartConcepts.withoutVersion(canonical),
        meanings.titles(),
        concepts.daysWithoutVisit());
  }

  private static boolean isOurs(@Nullable String canonical) {
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
}
