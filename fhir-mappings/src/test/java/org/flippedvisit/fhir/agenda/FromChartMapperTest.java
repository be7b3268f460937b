package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.previsit.FilledFormToWrite;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A risk answer counts wherever it is: in the chart, or only with us. */
class FromChartMapperTest {
  private static final String MOOD = "https://north.example/Questionnaire/mood";
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 14);
  private static final ChartConcepts CONCEPTS =
      ChartConcepts.standard()
          .asking(
              MOOD,
              Map.of("en", "Mood check", "es", "Su ánimo"),
              Map.of("better-off", List.of("http://loinc.org|44260-8")));

  private static FilledFormToWrite kept(String key, String day, String answer) {
    var patient = new Author.Patient("noah", null);
    return new FilledFormToWrite(
        """
        {"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"%s|1",
         "item":[{"linkId":"better-off","answer":[{"valueCoding":{"system":"http://loinc.org",
           "code":"%s"}}]}]}"""
            .formatted(MOOD, answer),
        new PreVisitResponse(
            null,
            null,
            PreVisitAnswers.EMPTY,
            patient,
            patient,
            ClinicalTime.of(OffsetDateTime.parse(day + "T19:42:00-04:00")),
            PreVisitResponse.Status.COMPLETED,
            null,
            new OtherForm("QuestionnaireResponse", MOOD, Map.of(), 14)),
        "noah",
        Locale.ENGLISH,
        new WriteKey(key),
        null);
  }

  private static List<AgendaItem> items(
      List<? extends Resource> chart, FilledFormToWrite... keptHere) {
    return FromChartMapper.fromFhir(
            chart,
            TODAY,
            Locale.ENGLISH,
            () -> new AgendaItemId("one"),
            Set.of(),
            CONCEPTS,
            List.of(keptHere))
        .value()
        .items();
  }

  @ParameterizedTest
  @CsvSource({"LA6568-5, 0", "LA6569-3, 1", "LA6571-9, 1"})
  void proposesTheSafetyItemOfAFormThatIsOnlyKeptHere(String answer, int proposed) {
    assertThat(items(List.of(), kept("form-0001", "2026-10-12", answer)))
        .hasSize(proposed)
        .allSatisfy(item -> assertThat(item.bearsOnSafety()).isTrue());
  }

  @Test
  void goesByTheNewestOfWhatIsKeptHere() {
    assertThat(
            items(
                List.of(),
                kept("form-0001", "2026-10-12", "LA6570-1"),
                kept("form-0002", "2026-10-13", "LA6568-5")))
        .isEmpty();
  }

  @Test
  void knowsTheItemAgainOnceTheFormIsInTheChart() {
    FilledFormToWrite form = kept("form-0001", "2026-10-12", "LA6569-3");
    var written = PreVisitMapper.toFhir(form, CONCEPTS);
    written.setId("QuestionnaireResponse/77");

    List<AgendaItem> before = items(List.of(), form);
    List<AgendaItem> meanwhile = items(List.of(written), form);
    List<AgendaItem> after = items(List.of(written));

    assertThat(before).hasSize(1);
    assertThat(meanwhile).isEqualTo(before);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void callsTheFormByItsTitleAndLeavesAFileOfTheSiteItsWord() {
    assertThat(CONCEPTS.titles(MOOD + "|1")).containsEntry("es", "Su ánimo");
    ChartConcepts packed =
        ChartConcepts.standard()
            .asking(
                "http://hl7.org/fhir/us/core/Questionnaire/phq-9-example",
                Map.of("en", "Another title"),
                Map.of("/44260-8", List.of("http://loinc.org|29299-5")));
    assertThat(packed.titles("http://hl7.org/fhir/us/core/Questionnaire/phq-9-example"))
        .containsEntry("en", "Questions about mood (PHQ-9)");
    assertThat(
            packed
                .ofQuestion(
                    "http://hl7.org/fhir/us/core/Questionnaire/phq-9-example",
                    "/44260-8",
                    List.of())
                .orElseThrow()
                .code())
        .isEqualTo("http://loinc.org|44260-8");
  }
}
