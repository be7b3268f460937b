package org.flippedvisit.fhir.previsit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.flippedvisit.fhir.questionnaire.AnswerWriter;
import org.flippedvisit.fhir.questionnaire.CompletionMode;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes a QuestionnaireResponse: only answered items, in the Questionnaire's order and words; into
 * a chart nothing that is for talking alone.
 */
final class PreVisitWriter {
  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-questionnaireresponse";

  private final AnswerWriter write;

  private PreVisitWriter(Locale language) {
    write = new AnswerWriter(PreVisitQuestionnaire.PUBLISHED, language);
  }

  static QuestionnaireResponse write(PreVisitToWrite toWrite) {
    PreVisitResponse response = toWrite.response();
    var written = new QuestionnaireResponse();
    if (response.id() != null) {
      written.setId(new IdType("QuestionnaireResponse", response.id(), response.versionId()));
    }
    written.setQuestionnaire(PreVisitQuestionnaire.PUBLISHED.canonical());
    attribute(written, response, toWrite.patientId(), toWrite.language(), toWrite.key());
    new PreVisitWriter(toWrite.language()).items(response.answers()).forEach(written::addItem);
    return written;
  }

  /** Who answered, who typed, when, and whose chart it is for. */
  static void attribute(
      QuestionnaireResponse written,
      PreVisitResponse response,
      String patientId,
      Locale language,
      WriteKey key) {
    written.getMeta().addProfile(PROFILE);
    PatientSupplied.mark(written.getMeta(), response.saidBy());
    CompletionMode.mark(written, !response.recordedBy().isPersonSide());
    written
        .setIdentifier(ReferenceMapper.identifier(key))
        .setStatus(status(response.status()))
        .setSubject(ReferenceMapper.to("Patient", patientId))
        .setAuthoredElement(ClinicalTimeMapper.toDateTime(response.authoredAt()))
        .setAuthor(AuthorMapper.toReference(response.recordedBy()))
        .setSource(AuthorMapper.toReference(response.saidBy()))
        .setLanguage(language.toLanguageTag());
    if (response.encounterId() != null) {
      written.setEncounter(ReferenceMapper.to("Encounter", response.encounterId()));
    }
  }

  /** The answers of a form that is not sent yet, in the shape in which a form is kept. */
  static QuestionnaireResponse kept(PreVisitAnswers answers, Locale language) {
    var kept =
        new QuestionnaireResponse()
            .setQuestionnaire(PreVisitQuestionnaire.PUBLISHED.canonical())
            .setStatus(QuestionnaireResponseStatus.INPROGRESS);
    var writer = new PreVisitWriter(language);
    writer.items(answers).forEach(kept::addItem);
    writer
        .write
        .words(PreVisitQuestionnaire.TALK_ALONE, String.join("\n", answers.talkAlone()))
        .forEach(kept::addItem);
    return kept;
  }

  private static QuestionnaireResponseStatus status(PreVisitResponse.Status status) {
    return switch (status) {
      case IN_PROGRESS -> QuestionnaireResponseStatus.INPROGRESS;
      case COMPLETED -> QuestionnaireResponseStatus.COMPLETED;
      case AMENDED -> QuestionnaireResponseStatus.AMENDED;
    };
  }

  private List<QuestionnaireResponseItemComponent> items(PreVisitAnswers answers) {
    return Stream.of(
            group(
                PreVisitQuestionnaire.WHAT_MATTERS,
                write.words(PreVisitQuestionnaire.CONCERN, answers.concern()),
                write.choice(
                    PreVisitQuestionnaire.CONCERN_KIND,
                    answers.concernKind() == null ? null : answers.concernKind().code())),
            answers.lifeEvents().stream().map(this::lifeEvent),
            write.words(PreVisitQuestionnaire.WORTHWHILE, answers.worthwhile()),
            write.words(PreVisitQuestionnaire.BRINGS, answers.brings()),
            group(
                PreVisitQuestionnaire.HOW_YOU_ARE,
                write.choice(
                    PreVisitQuestionnaire.HOW_OVERALL,
                    answers.howOverall() == null ? null : answers.howOverall().code()),
                write.choice(
                    PreVisitQuestionnaire.HOW_IN_THE_WAY,
                    answers.inTheWay() == null ? null : answers.inTheWay().code())),
            write.answer(
                PreVisitQuestionnaire.CONFIDENCE,
                Optional.ofNullable(answers.confidence()).map(IntegerType::new).orElse(null)),
            write.answer(PreVisitQuestionnaire.LANGUAGE, language(answers.language())),
            write.choice(
                PreVisitQuestionnaire.ANSWERING_AS,
                answers.answeringAs() == null ? null : answers.answeringAs().code()))
        .flatMap(items -> items)
        .toList();
  }

  private @Nullable Type language(String language) {
    if (language.isBlank()) {
      return null;
    }
    return PreVisitQuestionnaire.options(PreVisitQuestionnaire.LANGUAGE).contains(language)
        ? write.coding(
            PreVisitQuestionnaire.LANGUAGE_TAGS, PreVisitQuestionnaire.LANGUAGE, language)
        : new StringType(FhirText.of(language));
  }

  /** A group is there where something in it was answered. */
  @SafeVarargs
  private Stream<QuestionnaireResponseItemComponent> group(
      String linkId, Stream<QuestionnaireResponseItemComponent>... parts) {
    List<QuestionnaireResponseItemComponent> answered =
        Arrays.stream(parts).flatMap(part -> part).toList();
    return answered.isEmpty() ? Stream.empty() : Stream.of(write.item(linkId).setItem(answered));
  }

  /** A repeating group is several items of one linkId (sdcqr-2). */
  private QuestionnaireResponseItemComponent lifeEvent(LifeEvent event) {
    QuestionnaireResponseItemComponent group = write.item(PreVisitQuestionnaire.LIFE_EVENTS);
    write.words(PreVisitQuestionnaire.LIFE_EVENT_WHAT, event.what()).forEach(group::addItem);
    write
        .answer(
            PreVisitQuestionnaire.LIFE_EVENT_WHEN,
            event.on() == null ? null : ClinicalTimeMapper.toDate(event.on()))
        .forEach(group::addItem);
    // No tick is no answer, never "no" (DOMAIN: an empty boolean is not false).
    write
        .answer(
            PreVisitQuestionnaire.LIFE_EVENT_AVOID, event.avoid() ? new BooleanType(true) : null)
        .forEach(group::addItem);
    return group;
  }
}
