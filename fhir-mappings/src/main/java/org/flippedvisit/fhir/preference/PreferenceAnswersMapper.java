package org.flippedvisit.fhir.preference;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.flippedvisit.fhir.questionnaire.AnswerReader;
import org.flippedvisit.fhir.questionnaire.AnswerWriter;
import org.flippedvisit.fhir.questionnaire.CompletionMode;
import org.flippedvisit.fhir.questionnaire.PublishedQuestionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/**
 * The partnering preference as an answered questionnaire, both ways: what an EHR may take that
 * takes no note (athenahealth, MEDITECH).
 */
public final class PreferenceAnswersMapper {
  private static final PublishedQuestionnaire QUESTIONNAIRE =
      PublishedQuestionnaire.of(
          PreferenceAnswersMapper.class, "Questionnaire-partnering-preference.json");
  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-questionnaireresponse";
  private static final String WORDS = "words";
  private static final String DECISION_PART = "decision-part";
  private static final String INFORMATION_WAYS = "information-ways";

  private PreferenceAnswersMapper() {}

  /** Only what was answered, in the person's own words. */
  public static QuestionnaireResponse toFhir(RecordedPreference recorded, WriteKey key) {
    var written = new QuestionnaireResponse();
    written.getMeta().addProfile(PROFILE);
    PatientSupplied.mark(written.getMeta(), recorded.saidBy());
    CompletionMode.mark(
        written, !recorded.recordedBy().isPersonSide() && !recorded.telling().isTypedThemselves());
    written
        .setIdentifier(ReferenceMapper.identifier(key))
        .setQuestionnaire(QUESTIONNAIRE.canonical())
        .setStatus(QuestionnaireResponseStatus.COMPLETED)
        .setSubject(ReferenceMapper.to("Patient", recorded.patient().id()))
        .setAuthoredElement(ClinicalTimeMapper.toDateTime(recorded.saidAt()))
        .setAuthor(AuthorMapper.toReference(recorded.recordedBy()))
        .setSource(AuthorMapper.toReference(recorded.saidBy()))
        .setLanguage(recorded.language().toLanguageTag());
    if (recorded.visit() != null) {
      written.setEncounter(ReferenceMapper.to("Encounter", recorded.visit().id()));
    }
    items(recorded.preference(), new AnswerWriter(QUESTIONNAIRE, recorded.language()))
        .forEach(written::addItem);
    return written;
  }

  private static Stream<QuestionnaireResponseItemComponent> items(
      PartneringPreference preference, AnswerWriter write) {
    DecisionPart part = preference.decisionPart();
    return Stream.concat(
        Stream.of(
                write.words(WORDS, preference.words()),
                write.choice(DECISION_PART, part == null ? null : part.code()),
                write.choices(
                    INFORMATION_WAYS,
                    preference.informationWays().stream().map(InformationWay::code).toList()))
            .flatMap(items -> items),
        preference.topics().entrySet().stream()
            .flatMap(topic -> write.words(topic.getKey().code(), topic.getValue())));
  }

  static Optional<PreferenceMapper.Found> read(QuestionnaireResponse found, IssueLog issues) {
    boolean isShown =
        found.getStatus() == QuestionnaireResponseStatus.COMPLETED
            || found.getStatus() == QuestionnaireResponseStatus.AMENDED;
    if (!found.hasQuestionnaire()
        || !QUESTIONNAIRE.isNamedBy(found.getQuestionnaire())
        || !isShown) {
      return Optional.empty();
    }
    PartneringPreference preference = preference(new AnswerReader(found.getItem(), issues));
    Optional<ClinicalTime> saidAt =
        ClinicalTimeMapper.fromFhir(found.getAuthoredElement())
            .or(() -> ClinicalTimeMapper.fromFhir(found.getMeta().getLastUpdatedElement()));
    if (preference.isEmpty() || saidAt.isEmpty()) {
      issues.missing(preference.isEmpty() ? "item" : "authored");
      return Optional.empty();
    }
    Author saidBy = AuthorMapper.fromReference(found.getSource()).orElse(null);
    Author recordedBy = AuthorMapper.fromReference(found.getAuthor()).orElse(null);
    String id = found.getIdElement().getIdPart();
    return Optional.of(
        new PreferenceMapper.Found(
            new PreferenceOnFile(
                PreferenceMapper.line(preference, PreferenceMapper.languageOf(found)),
                saidBy,
                recordedBy,
                saidAt.get(),
                id == null ? null : "QuestionnaireResponse/" + id,
                preference,
                null),
            ReferenceMapper.idOf(found.getEncounter(), "Encounter")));
  }

  private static PartneringPreference preference(AnswerReader answers) {
    Map<PreferenceTopic, String> topics =
        Stream.of(PreferenceTopic.values())
            .collect(Collectors.toMap(topic -> topic, topic -> answers.words(topic.code())));
    return new PartneringPreference(
        answers.words(WORDS),
        answers.choice(DECISION_PART, DecisionPart.class, DecisionPart::code),
        answers.choices(INFORMATION_WAYS, InformationWay.class, InformationWay::code),
        topics);
  }
}
