package org.flippedvisit.fhir.previsit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.flippedvisit.fhir.questionnaire.AnswerWriter;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/** Writes a QuestionnaireResponse: only answered items, in the Questionnaire's order and words. */
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
    written.getMeta().addProfile(PROFILE);
    PatientSupplied.mark(written.getMeta(), response.saidBy());
    written
        .setIdentifier(ReferenceMapper.identifier(toWrite.key()))
        .setQuestionnaire(PreVisitQuestionnaire.PUBLISHED.canonical())
        .setStatus(status(response.status()))
        .setSubject(ReferenceMapper.to("Patient", toWrite.patientId()))
        .setAuthoredElement(ClinicalTimeMapper.toDateTime(response.authoredAt()))
        .setAuthor(AuthorMapper.toReference(response.recordedBy()))
        .setSource(AuthorMapper.toReference(response.saidBy()))
        .setLanguage(toWrite.language().toLanguageTag());
    if (response.encounterId() != null) {
      written.setEncounter(ReferenceMapper.to("Encounter", response.encounterId()));
    }
    new PreVisitWriter(toWrite.language()).items(response.answers()).forEach(written::addItem);
    return written;
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
            write.choice(
                PreVisitQuestionnaire.ANSWERING_AS,
                answers.answeringAs() == null ? null : answers.answeringAs().code()),
            write.words(PreVisitQuestionnaire.CONCERN, answers.concern()),
            write.choice(
                PreVisitQuestionnaire.CONCERN_KIND,
                answers.concernKind() == null ? null : answers.concernKind().code()),
            answers.lifeEvents().stream().map(this::lifeEvent),
            write.words(PreVisitQuestionnaire.WORTHWHILE, answers.worthwhile()),
            write.choice(
                PreVisitQuestionnaire.HOW_OVERALL,
                answers.howOverall() == null ? null : answers.howOverall().code()),
            write.choice(
                PreVisitQuestionnaire.HOW_IN_THE_WAY,
                answers.inTheWay() == null ? null : answers.inTheWay().code()),
            write.answer(
                PreVisitQuestionnaire.CONFIDENCE,
                Optional.ofNullable(answers.confidence()).map(IntegerType::new).orElse(null)),
            write.words(PreVisitQuestionnaire.BRINGS, answers.brings()))
        .flatMap(items -> items)
        .toList();
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
