package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.concept.UnusableConcepts;
import org.flippedvisit.fhir.form.UnusableForm;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A site's mapping file is added at the start, and stops it where it is wrong. */
class ConceptsConfigurationTest {
  private final ApplicationContextRunner app =
      new ApplicationContextRunner()
          .withUserConfiguration(QuestionnairesConfiguration.class, ConceptsConfiguration.class);

  @TempDir Path folder;

  private ApplicationContextRunner with(String file) throws IOException {
    Path site = Files.writeString(folder.resolve("concepts.json"), file);
    return app.withPropertyValues("flipped-visit.concepts=" + site.toUri());
  }

  @Test
  void takesThePackedMappingsWhereTheSiteHasNone() {
    app.run(
        started -> {
          ChartConcepts concepts = started.getBean(ChartConcepts.class);
          String ours = PreVisitQuestionnaire.canonical();
          for (String linkId : List.of("concern", "talk-alone", "ibd-pain", "cf-cough-days")) {
            assertThat(concepts.ofQuestion(ours, linkId, List.of()))
                .isEqualTo(ChartConcepts.standard().ofQuestion(ours, linkId, List.of()));
          }
          assertThat(concepts.searchTokens(Set.of(Concept.CONCERN))).isEmpty();
        });
  }

  @Test
  void knowsWhatTheQuestionsOfAFurtherFormStandForByTheirCodes() throws IOException {
    Path mood =
        Files.writeString(
            folder.resolve("mood.json"),
            """
            {"resourceType":"Questionnaire","url":"https://north.example/mood","version":"3",
             "status":"active","title":"How you feel","item":[{"linkId":"g","type":"group","item":[
               {"linkId":"9","type":"integer","text":"How often?",
                "code":[{"system":"http://loinc.org","code":"44260-8"}]}]}]}""");
    app.withPropertyValues("flipped-visit.questionnaires.further[0]=" + mood.toUri())
        .run(
            started -> {
              ChartConcepts concepts = started.getBean(ChartConcepts.class);
              assertThat(concepts.ofQuestion("https://north.example/mood|3", "9", List.of()))
                  .hasValueSatisfying(
                      meaning -> assertThat(meaning.concept()).isEqualTo(Concept.SCORE));
              assertThat(concepts.titles("https://north.example/mood|3"))
                  .containsValue("How you feel");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "alone, below what is for talking alone",
    "yes, beside a yes that makes the group one for talking alone"
  })
  void stopsTheStartWhereAnAnswerThatMustNotBeLeftWouldReachNobody(String alone, String where)
      throws IOException {
    Path mood =
        Files.writeString(
            folder.resolve("mood.json"),
            """
            {"resourceType":"Questionnaire","url":"https://north.example/mood","version":"3",
             "status":"active","title":"How you feel","item":[{"linkId":"alone","type":"group","item":[
               {"linkId":"yes","type":"boolean","text":"Only for talking alone?"},
               {"linkId":"9","type":"integer","text":"How often?",
                "code":[{"system":"http://loinc.org","code":"44260-8"}]}]}]}""");
    ApplicationContextRunner asking =
        with("""
            {"questionnaires": [{"canonical": "https://north.example/mood",
               "items": [{"linkId": "%s", "concept": "talk-alone"}]}]}
            """
                .formatted(alone))
            .withPropertyValues("flipped-visit.questionnaires.further[0]=" + mood.toUri());
    asking.run(
        started ->
            assertThat(started.getStartupFailure())
                .as(where)
                .rootCause()
                .isInstanceOf(UnusableForm.class)
                .hasMessageContaining("https://north.example/mood|3")
                .hasMessageContaining("would reach nobody"));
  }

  @Test
  void addsTheSitesOwn() throws IOException {
    with("""
        {"observationCodes": [{"code": "https://clinic.example/codes|worry", "concept": "concern"}]}
        """)
        .run(
            started ->
                assertThat(
                        started.getBean(ChartConcepts.class).searchTokens(Set.of(Concept.CONCERN)))
                    .containsExactly("https://clinic.example/codes|worry"));
  }

  @Test
  void stopsTheStartAndNamesTheLine() throws IOException {
    with("""
        {"observationCodes": [
           {"code": "https://clinic.example/codes|worry", "concept": "worries"}]}
        """)
        .run(
            started -> {
              assertThat(started).hasFailed();
              assertThat(started.getStartupFailure())
                  .rootCause()
                  .isInstanceOf(UnusableConcepts.class)
                  .message()
                  .contains("concepts.json", "line 2: “worries” is none of concern");
            });
  }

  @Test
  void stopsTheStartWhereTheFileIsNotThere() {
    app.withPropertyValues("flipped-visit.concepts=file:/nowhere/concepts.json")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("/nowhere/concepts.json] cannot be read"));
  }

  @Test
  void saysItInOneSentence() {
    var why = UnusableConcepts.unreadable("concepts.json", new IOException("gone"));
    FailureAnalysis said = new UnusableConceptsAnalyzer().analyze(why, why);
    assertThat(said.getDescription()).isEqualTo("concepts.json cannot be read");
    assertThat(said.getAction()).contains("docs/concepts.md");
  }
}
