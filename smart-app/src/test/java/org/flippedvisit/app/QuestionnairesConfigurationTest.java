package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flippedvisit.app.previsit.SiteForms;
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
import org.springframework.context.ApplicationContext;

/**
 * A site's own questionnaire takes the place of ours at the start, and stops it where it is wrong.
 */
class QuestionnairesConfigurationTest {
  private static final String URL = "https://flippedvisit.org/fhir/Questionnaire/pre-visit";

  private final ApplicationContextRunner app =
      new ApplicationContextRunner().withUserConfiguration(QuestionnairesConfiguration.class);

  @TempDir Path folder;

  private static Form form(ApplicationContext started) {
    return started.getBean(SiteForms.class).preVisit(List.of());
  }

  private ApplicationContextRunner further(String... files) throws IOException {
    ApplicationContextRunner with = app;
    for (int i = 0; i < files.length; i++) {
      Path site = Files.writeString(folder.resolve("further-" + i + ".json"), files[i]);
      with =
          with.withPropertyValues(
              "flipped-visit.questionnaires.further[" + i + "]=" + site.toUri());
    }
    return with;
  }

  private static String titled(String url, String version, String items) {
    return questionnaire(url, version, items)
        .replace("\"status\"", "\"title\":\"Check-in\",\"status\"");
  }

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
            assertThat(form(started).canonical()).isEqualTo(PreVisitQuestionnaire.canonical()));
  }

  @Test
  void takesTheSitesOwn() throws IOException {
    with(questionnaire(URL, "1.1.0-north", question("concern") + "," + question("parking")))
        .run(
            started ->
                assertThat(form(started).items())
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
              Form form = form(started);
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
                assertThat(form(started).items())
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
    "https://flippedvisit.org/fhir/Questionnaire/pre-visit, 1.2.0, a version of its own"
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
  void asksFurtherFormsInTheirOrder() throws IOException {
    further(
            titled("https://north.example/teen", "2", question("sleep")),
            titled("https://north.example/check-in", "1", question("concern")))
        .run(
            started ->
                assertThat(started.getBean(SiteForms.class).further())
                    .extracting(Form::canonical)
                    .containsExactly(
                        "https://north.example/teen|2", "https://north.example/check-in|1"));
  }

  @ParameterizedTest
  @CsvSource({
    URL + ", flipped-visit.questionnaires.pre-visit",
    "https://north.example/teen, is that of another further questionnaire"
  })
  void stopsTheStartWhereAFurtherFormWouldBeTakenForAnother(String url, String words)
      throws IOException {
    further(
            titled("https://north.example/teen", "2", question("sleep")),
            titled(url, "3", question("sleep")))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(UnusableForm.class)
                    .hasMessageContainingAll("further-1.json", words));
  }

  @Test
  void stopsTheStartWhereAFurtherFormCannotBeShownOrCalledByAName() throws IOException {
    further(questionnaire("https://north.example/teen", "2", question("sleep")))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll("further-0.json", "no title"));
    String critical =
        """
        {"linkId":"a","text":"What?","type":"text","extension":[{
          "url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/rendering-criticalExtension",
          "valueUri":"https://north.example/unheard-of"}]}""";
    further(titled("https://north.example/teen", "2", critical))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll("further-0.json", "cannot be shown"));
    app.withPropertyValues("flipped-visit.questionnaires.further=file:/nowhere/teen.json")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("/nowhere/teen.json] cannot be read"));
  }

  @Test
  void addsPacksByConditionToThoseOfEverybodyEachOnce() {
    app.withPropertyValues("flipped-visit.questionnaires.packs=general")
        .run(
            started -> {
              SiteForms forms = started.getBean(SiteForms.class);
              assertThat(forms.isByCondition()).isTrue();
              assertThat(forms.preVisit(List.of("type-2-diabetes", "general")).canonical())
                  .isEqualTo(PreVisitQuestionnaire.canonical() + "-general.type-2-diabetes");
            });
    app.withPropertyValues("flipped-visit.questionnaires.packs-by-condition=false")
        .run(started -> assertThat(started.getBean(SiteForms.class).isByCondition()).isFalse());
  }

  @Test
  void stopsTheStartWhereAPackThatAChartMayAskForDoesNotFitTheSitesOwn() throws IOException {
    with(questionnaire(URL, "2", question("cf-tired")))
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(UnusableForm.class)
                    .hasMessageContainingAll("pre-visit.json", "cf-tired"));
  }

  @Test
  void saysItInOneSentence() {
    var why = new UnusableForm("pre-visit.json: no url");
    FailureAnalysis said = new UnusableFormAnalyzer().analyze(why, why);
    assertThat(said.getDescription()).isEqualTo("pre-visit.json: no url");
    assertThat(said.getAction()).contains("docs/questionnaires.md");
  }
}
