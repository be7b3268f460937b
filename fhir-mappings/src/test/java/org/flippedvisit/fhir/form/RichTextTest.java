package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.RichText.Bullets;
import org.flippedvisit.fhir.form.RichText.Paragraph;
import org.flippedvisit.fhir.form.RichText.Run;
import org.flippedvisit.fixtures.patients.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a form: a little structure, and nothing that could run. */
class RichTextTest {
  @Test
  void keepsTheStructureOfMarkdown() {
    assertThat(
            SafeMarkup.markdown(
                    """
                    # Before *you* come

                    Please **read** this
                    [page](https://example.org/a).

                    - one
                      - inner
                    - two

                    1. first
                    2. second
                    """)
                .blocks())
        .containsExactly(
            new Paragraph(
                List.of(
                    new Run("Before ", true, false, null),
                    new Run("you", true, true, null),
                    new Run(" come", true, false, null))),
            new Paragraph(
                List.of(
                    new Run("Please ", false, false, null),
                    new Run("read", true, false, null),
                    new Run(" this", false, false, null),
                    new Run(" ", false, false, null),
                    new Run("page", false, false, URI.create("https://example.org/a")),
                    new Run(".", false, false, null))),
            new Bullets(List.of(line("one"), line("inner"), line("two")), false),
            new Bullets(List.of(line("first"), line("second")), true));
  }

  private static List<Run> line(String words) {
    return List.of(new Run(words, false, false, null));
  }

  @Test
  void keepsTheStructureOfXhtml() {
    assertThat(
            SafeMarkup.xhtml(
                    "<div>Your <b>first</b> <em>goal</em><br/>here<ul><li>one</li><li>two</li></ul>"
                        + "<p onclick=\"x()\">Call <a href=\"tel:+1555\">us</a></p></div>")
                .orElseThrow()
                .blocks())
        .containsExactly(
            new Paragraph(
                List.of(
                    new Run("Your ", false, false, null),
                    new Run("first", true, false, null),
                    new Run(" ", false, false, null),
                    new Run("goal", false, true, null),
                    new Run("\n", false, false, null),
                    new Run("here", false, false, null))),
            new Bullets(List.of(line("one"), line("two")), false),
            new Paragraph(
                List.of(
                    new Run("Call ", false, false, null),
                    new Run("us", false, false, URI.create("tel:+1555")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "/relative",
        "java\tscript:alert(1)"
      })
  void leadsNowhereByALinkThatCouldRun(String address) {
    assertThat(SafeMarkup.link(address)).isNull();
    assertThat(runs(SafeMarkup.markdown("[click](<" + address + ">)")))
        .allMatch(run -> run.link() == null);
    assertThat(
            runs(
                SafeMarkup.xhtml("<a href=\"" + address.replace("<", "&lt;") + "\">click</a>")
                    .orElseThrow()))
        .allMatch(run -> run.link() == null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>shown",
        "<style>p{}</style>shown",
        "<iframe src=\"https://example.org\">x</iframe>shown",
        "<svg><script>alert(1)</script></svg>shown"
      })
  void showsNoWordsOfWhatIsNoText(String xhtml) {
    assertThat(SafeMarkup.xhtml(xhtml).orElseThrow().words()).isEqualTo("shown");
  }

  @Test
  void dropsHtmlFromMarkdown() {
    assertThat(
            SafeMarkup.markdown("<div onload=\"x()\">block</div>\n\nin <b onclick=\"x()\">line</b>")
                .words())
        .isEqualTo("in line");
  }

  @ParameterizedTest
  @MethodSource("org.flippedvisit.fixtures.patients.HostileTexts#all")
  void neverFailsAndKeepsNoOtherLinks(HostileText hostile) {
    Stream.concat(
            runs(SafeMarkup.markdown(hostile.text())).stream(),
            SafeMarkup.xhtml(hostile.text()).stream().flatMap(text -> runs(text).stream()))
        .forEach(
            run ->
                assertThat(
                        run.link() == null
                            || List.of("http", "https", "mailto", "tel")
                                .contains(run.link().getScheme()))
                    .isTrue());
  }

  @Test
  void prefersMarkdownAndTranslatesIt() {
    Form form =
        Forms.of(
            """
            {"linkId": "a", "type": "string", "text": "Your *goal*", "_text": {"extension": [
              {"url": "http://hl7.org/fhir/StructureDefinition/rendering-markdown", "valueMarkdown": "Your *goal*",
               "_valueMarkdown": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
                 {"url": "lang", "valueCode": "es"}, {"url": "content", "valueMarkdown": "Su *meta*"}]}]}}]},
             "item": [{"linkId": "a-help", "type": "display", "text": "What matters", "extension": [
               {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl", "valueCodeableConcept": {
                 "coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "help"}]}}]}]}
            """);
    FormItem item = form.items().getFirst();
    assertThat(runs(item.text(Locale.ENGLISH)))
        .extracting(Run::isEmphasised)
        .containsExactly(false, true);
    assertThat(item.text(Locale.of("es")).words()).isEqualTo("Su meta");
    assertThat(FormItem.in(Objects.requireNonNull(item.help()), Locale.ENGLISH).words())
        .isEqualTo("What matters");
    assertThat(item.items()).isEmpty();
  }

  private static List<Run> runs(RichText text) {
    return text.blocks().stream()
        .flatMap(
            block ->
                switch (block) {
                  case Paragraph paragraph -> paragraph.runs().stream();
                  case Bullets bullets -> bullets.lines().stream().flatMap(List::stream);
                })
        .toList();
  }
}
