package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.UnusableForm;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A site's own questionnaire takes the place of ours at the start, and stops it where it is wrong.
 */
class QuestionnairesConfigurationTest {
  private static final String URL = "https://flippedvisit.org/fhir/Questionnaire/pre-visit";

  private final ApplicationContextRunner app =
      new ApplicationContextRunner().withUserConfiguration(QuestionnairesConfiguration.class);

  @TempDir Path folder;

  private ApplicationContextRunner with(String file) throws IOException {
    Path site = Files.writeString(folder.resolve("pre-visit.json"), file);
    return app.withPropertyValues("flipped-visit.questionnaires.pre-visit=" + site.toUri());
  }

  private static String questionnaire(String url, String version, String items) {
    return """
        {"resourceType":"Questionnaire","url":"%s","version":"%s","status":"active",
         "item":[%s]}"""
        .formatted(url, version, items);
  }

  private static String question(String linkId) {
    return "{\"linkId\":\"%s\",\"text\":\"What?\",\"type\":\"text\"}".formatted(linkId);
  }

  @Test
  void takesThePackedQuestionnaireWhereTheSiteHasNone() {
    app.run(
        started ->
            assertThat(started.getBean(Form.class).canonical())
                .isEqualTo(PreVisitQuestionnaire.canonical()));
  }

  @Test
  void takesTheSitesOwn() throws IOException {
    with(questionnaire(URL, "1.1.0-north", question("concern") + "," + question("parking")))
        .run(
            started ->
                assertThat(started.getBean(Form.class).items())
                    .extracting(FormItem::linkId)
                    .containsExactly("concern", "parking"));
  }

  @ParameterizedTest
  @CsvSource({
    "cystic-fibrosis",
    "inflammatory-bowel-disease",
    "rheumatoid-arthritis",
    "type-2-diabetes",
    "general"
  })
  void addsAPackOfAtMostThreeQuestionsAsAVersionOfItsOwn(String pack) {
    app.withPropertyValues("flipped-visit.questionnaires.packs=" + pack)
        .run(
            started -> {
              Form form = started.getBean(Form.class);
              assertThat(form.canonical())
                  .isEqualTo(PreVisitQuestionnaire.canonical() + "-" + pack);
              assertThat(form.notSupported()).isEmpty();
              FormItem added =
                  form.items().stream()
                      .filter(item -> item.linkId().equals("pack-" + pack))
                      .findFirst()
                      .orElseThrow();
              assertThat(added.items()).hasSizeBetween(1, 3);
            });
  }

  @Test
  void addsSeveralPacksInTheirOrder() {
    app.withPropertyValues(
            "flipped-visit.questionnaires.packs[0]=general",
            "flipped-visit.questionnaires.packs[1]=cystic-fibrosis")
        .run(
            started ->
                assertThat(started.getBean(Form.class).items())
                    .extracting(FormItem::linkId)
                    .containsSubsequence(
                        "how-you-are", "pack-general", "pack-cystic-fibrosis", "confidence"));
  }

  @Test
  void stopsTheStartWhereThereIsNoSuchPack() {
    app.withPropertyValues("flipped-visit.questionnaires.packs=gout")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(UnusableForm.class)
                    .hasMessageContaining("“gout” is none of cystic-fibrosis"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://clinic.example/Questionnaire/own, 1, and not that of",
    "https://flippedvisit.org/fhir/Questionnaire/pre-visit, 1.1.0, a version of its own"
  })
  void stopsTheStartWhereAnswersCouldNotBeKnownAgain(String url, String version, String words)
      throws IOException {
    with(questionnaire(url, version, question("concern")))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(UnusableForm.class)
                    .hasMessageContainingAll("pre-visit.json", words));
  }

  @Test
  void stopsTheStartAndSaysWhichQuestionIsThereTwice() throws IOException {
    with(questionnaire(URL, "2", question("concern") + "," + question("concern")))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(UnusableForm.class)
                    .hasMessageContainingAll("pre-visit.json", "concern"));
  }

  @Test
  void stopsTheStartWhereTheFileIsNotThere() {
    app.withPropertyValues("flipped-visit.questionnaires.pre-visit=file:/nowhere/form.json")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("/nowhere/form.json] cannot be read"));
  }

  @Test
  void saysItInOneSentence() {
    var why = new UnusableForm("pre-visit.json: no url");
    FailureAnalysis said = new UnusableFormAnalyzer().analyze(why, why);
    assertThat(said.getDescription()).isEqualTo("pre-visit.json: no url");
    assertThat(said.getAction()).contains("docs/questionnaires.md");
  }
}
