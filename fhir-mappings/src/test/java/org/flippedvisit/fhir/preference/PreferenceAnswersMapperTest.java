package org.flippedvisit.fhir.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreferenceAnswersMapperTest {
  private static RecordedPreference recorded(Locale language) {
    return PreferenceMapperTest.recorded(PreferenceMapperTest.FULL, People.NOAH, language);
  }

  @Test
  void writesAnswersInEnglish() {
    Golden.verify(PreferenceAnswersMapper.toFhir(recorded(Locale.ENGLISH), People.KEY));
  }

  @Test
  void writesAnswersInSpanish() {
    Golden.verify(PreferenceAnswersMapper.toFhir(recorded(People.SPANISH), People.KEY));
  }

  @Test
  void writesTheNoteAsAMessage() {
    Golden.verify(message());
  }

  @Test
  void readsBackEveryPartOfWhatItWrote() {
    PreferenceOnFile read = read(stored(Locale.ENGLISH)).getFirst();

    assertThat(read.parts()).isEqualTo(PreferenceMapperTest.FULL);
    assertThat(read.line())
        .isEqualTo(PreferenceMapper.line(PreferenceMapperTest.FULL, Locale.ENGLISH));
    assertThat(read.saidBy()).extracting("id").isEqualTo("noah");
    assertThat(read.recordedBy()).extracting("id").isEqualTo("lena-ortiz");
    assertThat(read.saidAt()).isEqualTo(ClinicalTime.of(People.NOW));
    assertThat(read.source()).isEqualTo("QuestionnaireResponse/7");
  }

  @ParameterizedTest
  @EnumSource(QuestionnaireResponseStatus.class)
  void showsOnlyWhatWasCompleted(QuestionnaireResponseStatus status) {
    QuestionnaireResponse answers = stored(Locale.ENGLISH);
    if (status != QuestionnaireResponseStatus.NULL) {
      answers.setStatus(status);
    } else {
      answers.setStatus(null);
    }
    boolean isShown =
        status == QuestionnaireResponseStatus.COMPLETED
            || status == QuestionnaireResponseStatus.AMENDED;

    assertThat(read(answers)).hasSize(isShown ? 1 : 0);
  }

  @Test
  void leavesTheAnswersToOtherQuestionnairesAlone() {
    QuestionnaireResponse answers = stored(Locale.ENGLISH);
    answers.setQuestionnaire("https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.0.0");

    assertThat(read(answers)).isEmpty();
  }

  @Test
  void readsTheNoteBackFromAMessage() {
    Communication message = message();
    message.setId("Communication/3");

    PreferenceOnFile read = read(message).getFirst();

    assertThat(read.line())
        .isEqualTo(PreferenceMapper.parts(PreferenceMapperTest.FULL, Locale.ENGLISH).getFirst());
    assertThat(read.source()).isEqualTo("Communication/3");
    assertThat(read.recordedBy()).extracting("id").isEqualTo("lena-ortiz");
  }

  @Test
  void leavesOtherMessagesAlone() {
    var other =
        FhirJson.read(
            """
            {"resourceType": "Communication", "id": "1", "status": "completed",
             "subject": {"reference": "Patient/noah"}, "sent": "2026-10-13T10:12:00Z",
             "payload": [{"contentString": "Please call about the bus."}]}""");

    assertThat(read(other)).isEmpty();
  }

  private static Communication message() {
    RecordedPreference recorded = recorded(Locale.ENGLISH);
    var note =
        new SharedNote(
            null,
            "81338-6",
            PreferenceNoteText.title(recorded),
            PreferenceNoteText.compose(recorded, People.KEY),
            People.LENA,
            ClinicalTime.of(People.NOW),
            null,
            null);
    return SharedNoteMapper.toMessage(
        new NoteToWrite(note, "noah", People.VISIT, People.NOW, People.NOW, People.KEY));
  }

  private static QuestionnaireResponse stored(Locale language) {
    QuestionnaireResponse written = PreferenceAnswersMapper.toFhir(recorded(language), People.KEY);
    written.setId("QuestionnaireResponse/7");
    return (QuestionnaireResponse) FhirJson.read(FhirJson.write(written));
  }

  private static List<PreferenceOnFile> read(Resource resource) {
    return PreferenceMapper.fromFhir(List.of(resource)).value();
  }
}
