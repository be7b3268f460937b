package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.concept.UnusableConcepts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A site's mapping file is added at the start, and stops it where it is wrong. */
class ConceptsConfigurationTest {
  private final ApplicationContextRunner app =
      new ApplicationContextRunner().withUserConfiguration(ConceptsConfiguration.class);

  @TempDir Path folder;

  private ApplicationContextRunner with(String file) throws IOException {
    Path site = Files.writeString(folder.resolve("concepts.json"), file);
    return app.withPropertyValues("flipped-visit.concepts=" + site.toUri());
  }

  @Test
  void takesThePackedMappingsWhereTheSiteHasNone() {
    app.run(
        started ->
            assertThat(started.getBean(ChartConcepts.class)).isSameAs(ChartConcepts.standard()));
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
