package org.flippedvisit.fhir.previsit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Writes a QuestionnaireResponse: only answered items, in the Questionnaire's order and words. */
final class PreVisitWriter {
  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-questionnaireresponse";

  private final Locale language;

  private PreVisitWriter(Locale language) {
    this.language = language;
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
        .setQuestionnaire(PreVisitQuestionnaire.URL + "|" + PreVisitQuestionnaire.VERSION)
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
            choice(
                PreVisitQuestionnaire.ANSWERING_AS,
                answers.answeringAs() == null ? null : answers.answeringAs().code()),
            words(PreVisitQuestionnaire.CONCERN, answers.concern()),
            choice(
                PreVisitQuestionnaire.CONCERN_KIND,
                answers.concernKind() == null ? null : answers.concernKind().code()),
            answers.lifeEvents().stream().map(this::lifeEvent),
            words(PreVisitQuestionnaire.WORTHWHILE, answers.worthwhile()),
            choice(
                PreVisitQuestionnaire.HOW_OVERALL,
                answers.howOverall() == null ? null : answers.howOverall().code()),
            choice(
                PreVisitQuestionnaire.HOW_IN_THE_WAY,
                answers.inTheWay() == null ? null : answers.inTheWay().code()),
            answer(
                PreVisitQuestionnaire.CONFIDENCE,
                Optional.ofNullable(answers.confidence()).map(IntegerType::new).orElse(null)),
            words(PreVisitQuestionnaire.BRINGS, answers.brings()))
        .flatMap(items -> items)
        .toList();
  }

  /** A repeating group is several items of one linkId (sdcqr-2). */
  private QuestionnaireResponseItemComponent lifeEvent(LifeEvent event) {
    QuestionnaireResponseItemComponent group = item(PreVisitQuestionnaire.LIFE_EVENTS);
    words(PreVisitQuestionnaire.LIFE_EVENT_WHAT, event.what()).forEach(group::addItem);
    answer(
            PreVisitQuestionnaire.LIFE_EVENT_WHEN,
            event.on() == null ? null : ClinicalTimeMapper.toDate(event.on()))
        .forEach(group::addItem);
    // No tick is no answer, never "no" (DOMAIN: an empty boolean is not false).
    answer(PreVisitQuestionnaire.LIFE_EVENT_AVOID, event.avoid() ? new BooleanType(true) : null)
        .forEach(group::addItem);
    return group;
  }

  private Stream<QuestionnaireResponseItemComponent> words(String linkId, String words) {
    return answer(linkId, words.isBlank() ? null : new StringType(FhirText.of(words)));
  }

  private Stream<QuestionnaireResponseItemComponent> choice(String linkId, @Nullable String code) {
    if (code == null) {
      return Stream.empty();
    }
    return answer(
        linkId,
        new Coding()
            .setSystem(VisitCodes.SYSTEM)
            .setCode(code)
            .setDisplay(PreVisitQuestionnaire.optionText(linkId, code, language)));
  }

  private Stream<QuestionnaireResponseItemComponent> answer(String linkId, @Nullable Type value) {
    if (value == null) {
      return Stream.empty();
    }
    QuestionnaireResponseItemComponent item = item(linkId);
    item.addAnswer().setValue(value);
    return Stream.of(item);
  }

  /**
   * The Questionnaire's own text, and in its translation extension what the person read: validators
   * compare {@code item.text} with the untranslated text (SDC 4.0: SHALL match), so a Spanish text
   * alone would make the response invalid.
   */
  private QuestionnaireResponseItemComponent item(String linkId) {
    String text = PreVisitQuestionnaire.text(linkId, Locale.ENGLISH);
    String read = PreVisitQuestionnaire.text(linkId, language);
    var item = new QuestionnaireResponseItemComponent(new StringType(linkId)).setText(text);
    if (!read.equals(text)) {
      var translation = new Extension(PreVisitQuestionnaire.TRANSLATION);
      translation.addExtension("lang", new CodeType(language.getLanguage()));
      translation.addExtension("content", new StringType(read));
      item.getTextElement().addExtension(translation);
    }
    return item;
  }
}
