package org.flippedvisit.app.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import jakarta.servlet.ServletContext;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.ShownWords;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.patients.HostileText;
import org.flippedvisit.fixtures.patients.HostileTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What matters, as it stands on the page: whose words, in which order, and nothing private. */
@AppTest
class MattersSectionTest {
  private static final Author SON = new Author.Patient("noah", "Noah");
  private static final Author MOTHER = new Author.RelatedPerson("ingrid", "Ingrid", "mother");
  private static final Author LENA = new Author.Practitioner("lena", "Lena Ortiz", null);
  private static final LocalDate TODAY = LocalDate.now(ZoneId.systemDefault());
  private static final OtherForm CHECK_IN =
      new OtherForm("QuestionnaireResponse", "x", Map.of("en", "Clinic check-in"), 14);

  private final ServletContext app;
  private ShownWords page;
  private MattersSection section;

  MattersSectionTest(ServletContext app) {
    this.app = app;
  }

  @BeforeEach
  void openPage() {
    page = new ShownWords(app);
    section = new MattersSection();
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  private static PreVisitResponse voice(
      Author saidBy, Author typedBy, PreVisitAnswers answers, @Nullable OtherForm form) {
    return new PreVisitResponse(
        "1",
        null,
        answers,
        saidBy,
        typedBy,
        ClinicalTime.of(OffsetDateTime.parse("2026-10-12T19:42:00-04:00")),
        PreVisitResponse.Status.COMPLETED,
        null,
        form);
  }

  private static PreVisitResponse concern(Author by, String words) {
    return voice(by, by, PreVisitAnswers.ofConcern(words, null), null);
  }

  private static PreVisitAnswers answers(
      String aim, @Nullable Integer confidence, LifeEvent... events) {
    return new PreVisitAnswers(
        null, "tired", null, List.of(events), aim, null, null, confidence, "");
  }

  private String show(PreVisitResponse... voices) {
    show(new Reading.Found<>(List.of(voices), List.of(), false, List.of()), voices);
    return section.getElement().getTextRecursively();
  }

  private void show(Reading<List<PreVisitResponse>> chart, PreVisitResponse... voices) {
    section.showVoices(
        new Answers("noah", chart, List.of(), Reading.Found.of(List.of())),
        List.of(voices),
        UnaryOperator.identity(),
        "en-US",
        () -> {});
  }

  private static PreVisitAnswers talksIn(String language) {
    return new PreVisitAnswers(
        null, "", null, List.of(), "", null, null, null, "", List.of(), List.of(), language);
  }

  @Test
  void saysTheLanguageWhereTheChartHasAnother() {
    assertThat(show(voice(SON, SON, talksIn("es"), null)))
        .contains("Likes to talk inSpanish · the chart says English");
    assertThat(show(voice(SON, SON, talksIn("en"), null))).doesNotContain("Likes to talk in");
    assertThat(show(voice(SON, SON, talksIn("Af Maay"), null))).contains("Af Maay");
    assertThat(show(voice(MOTHER, MOTHER, talksIn("en"), null)))
        .contains("Likes to talk inEnglish")
        .doesNotContain("the chart says");
  }

  static List<HostileText> hostileTexts() {
    return HostileTexts.all();
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void showsTheSentenceFirstAsItWasTyped(HostileText text) {
    assertThat(show(concern(SON, text.text()))).startsWith(text.text());
  }

  @Test
  void saysWhoSaidItAndHow() {
    assertThat(show(concern(SON, "tired"))).contains("Noah, in the portal · Oct 12, 2026");
    PreVisitAnswers tired = PreVisitAnswers.ofConcern("tired", null);
    assertThat(show(voice(SON, LENA, tired, null))).contains("Noah, said to Lena Ortiz · ");
    assertThat(show(voice(SON, SON, tired, CHECK_IN))).contains("Noah, in “Clinic check-in” · ");
    assertThat(show(voice(SON, LENA, tired, CHECK_IN)))
        .contains("Noah, in “Clinic check-in”, typed by Lena Ortiz · ");
    var unnamed = new OtherForm("QuestionnaireResponse", "", Map.of(), 14);
    assertThat(show(voice(SON, SON, tired, unnamed))).contains("Noah, in “another form” · ");
  }

  @Test
  void keepsVoicesApart() {
    assertThat(show(concern(SON, "my own words"), concern(MOTHER, "what his mother says")))
        .startsWith("my own words")
        .containsSubsequence("my own words", "Noah", "what his mother says", "Ingrid, mother");
  }

  @Test
  void saysOnceWhatOnePersonSaysInTwoForms() {
    PreVisitAnswers tired = PreVisitAnswers.ofConcern("tired", null);
    assertThat(show(voice(SON, SON, tired, null), voice(SON, SON, tired, CHECK_IN)))
        .containsOnlyOnce("tired");
    assertThat(show(concern(SON, "tired"), concern(MOTHER, "tired")))
        .containsSubsequence("tired", "Noah", "tired", "Ingrid");
  }

  @Test
  void showsNothingRightNowAsAnAnswer() {
    assertThat(
            show(
                voice(SON, SON, PreVisitAnswers.ofConcern("thank God", ConcernKind.NOTHING), null)))
        .startsWith("thank God")
        .contains("Nothing weighs on me right now.")
        .doesNotContain("Nobody has said");
  }

  @Test
  void saysThatNobodyHasSaidOnlyWhereThatIsKnown() {
    assertThat(show()).startsWith("Nobody has said yet what matters most today.");
    show(new Reading.Failed<>(Reading.Failure.TOO_SLOW));
    assertThat(section.getElement().getTextRecursively()).doesNotContain("Nobody has said");
  }

  @Test
  void showsWhatIsComingUpTheNextFirstAndNothingPast() {
    String shown =
        show(
            voice(
                SON,
                SON,
                answers(
                    "",
                    null,
                    new LifeEvent("a move some day", null, false),
                    new LifeEvent("the wedding", TODAY.plusDays(40), true),
                    new LifeEvent("hockey camp", TODAY.minusDays(1), true),
                    new LifeEvent("exam", TODAY, false)),
                null));
    assertThat(shown)
        .containsSubsequence("exam", "the wedding", "keep this day free", "a move some day")
        .doesNotContain("hockey camp");
  }

  @Test
  void saysConfidenceInWordsWithTheNumberBehind() {
    assertThat(show(voice(SON, SON, answers("", 2, new LifeEvent[0]), null)))
        .contains("not so sure · 2 of 10");
    assertThat(show(voice(SON, SON, answers("", 5, new LifeEvent[0]), null)))
        .contains("half sure · 5 of 10");
    assertThat(show(voice(SON, SON, answers("", 9, new LifeEvent[0]), null)))
        .contains("quite sure · 9 of 10");
  }

  @Test
  void namesWhoseAimItIsWhereSeveralHaveSpoken() {
    assertThat(show(voice(SON, SON, answers("get out in time", null), null)))
        .contains("get out in time")
        .doesNotContain("get out in time · Noah");
    assertThat(
            show(
                voice(SON, SON, answers("get out in time", null), null),
                voice(MOTHER, MOTHER, answers("a plan", null), null)))
        .containsSubsequence("get out in time", " · Noah", "a plan", " · Ingrid, mother");
  }

  @Test
  void neverShowsWhatIsForTalkingAlone() {
    var answers =
        new PreVisitAnswers(
            null, "", null, List.of(), "", null, null, null, "", List.of(), List.of("I vape"), "");
    assertThat(show(voice(SON, SON, answers, CHECK_IN))).doesNotContain("vape");
  }

  @Test
  void marksThatSomethingMustNotBeLeftWithoutSayingWhat() {
    show(concern(SON, "tired"));
    Anchor mark =
        section
            .getChildren()
            .filter(Anchor.class::isInstance)
            .map(Anchor.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(mark.isVisible()).isFalse();
    section.showSafetyMark(2);
    assertThat(mark.isVisible()).isTrue();
    assertThat(mark.getElement().getAttribute("href")).isEqualTo("#safety");
    assertThat(mark.getText()).isEqualTo("Something below must not be left today");
    assertThat(section.getElement().getTextRecursively()).startsWith("tired");
    section.showSafetyMark(0);
    assertThat(mark.isVisible()).isFalse();
  }

  @Test
  void putsTheQuestionWhereTheSentenceWouldStand() {
    show();
    section.showQuestion(new Paragraph("Ask: what matters most today?"), true);
    assertThat(section.getElement().getTextRecursively()).startsWith("Ask: ");
    assertThat(section.getElement().getTextRecursively()).contains("Nobody has said");
  }
}
