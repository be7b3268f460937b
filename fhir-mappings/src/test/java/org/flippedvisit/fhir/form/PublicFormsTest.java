package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fixtures.patients.PublicForms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questionnaires of others: each is read, filled in completely, sent, kept and resumed. */
class PublicFormsTest {
  private static final Map<String, String> FORMS = PublicForms.all();

  private static final ResponseValidation VALIDATION = new ResponseValidation(FORMS.values());

  /** What contradicts itself in a form, so that no answer at all could be right. */
  private static final Map<String, List<String>> CONTRADICTIONS =
      Map.of(
          "HERF-1.2",
          List.of(
              "item[2]: The maximum number of answers is 0 but this has 1 answers",
              "item[3]: The maximum number of answers is 0 but this has 1 answers"),
          "54127-6",
          List.of("The unit '[lb_i]' is unknown", "The unit '[lb_i]' is unknown"));

  /** Two items of one linkId; required choices whose value sets did not come along. */
  private static final Set<String> NOT_COMPLETED =
      Set.of(
          "coepi-initial-health-quiz",
          "phq-9-questionnaire",
          "r4-Device",
          "r4-Encounter",
          "r4-Flag",
          "r4-Patient");

  static Stream<String> names() {
    return FORMS.keySet().stream().filter(name -> !NOT_COMPLETED.contains(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void fillsInAndSendsAndResumes(String name) {
    FormFilling filling = filled(name);
    assertThat(filling.problems()).isEmpty();
    String sent = filling.completed(Locale.ENGLISH);
    assertThat(FormFilling.resume(filling.form(), sent, Forms.NOBODY).completed(Locale.ENGLISH))
        .isEqualTo(sent);
    assertThat(Forms.resume(filling).kept()).isEqualTo(filling.kept());
    assertThat(Forms.shown(Forms.resume(filling))).isEqualTo(Forms.shown(filling));
    assertThat(VALIDATION.errorsIn(PublicForms.json(name), sent))
        .zipSatisfy(
            CONTRADICTIONS.getOrDefault(name, List.of()),
            (error, expected) -> assertThat(error).contains(expected));
  }

  @Test
  void areThirtyAtLeastAndSayWhatIsNotSupported() {
    assertThat(names().filter(PublicFormsTest::isPublishedAndAsks)).hasSizeGreaterThanOrEqualTo(30);
    Golden.verify(
        FORMS.keySet().stream().map(PublicFormsTest::line).collect(Collectors.joining("\n")));
  }

  /** Not counted are instruments that were written as FHIR here, and forms without a question. */
  private static boolean isPublishedAndAsks(String name) {
    return !PublicForms.instruments().contains(name) && answered(filled(name)) > 0;
  }

  private static String line(String name) {
    try {
      return line(name, filled(name));
    } catch (UnusableForm unusable) {
      return name + ": not read, " + unusable.getMessage();
    }
  }

  private static String line(String name, FormFilling filling) {
    Map<String, Long> features =
        filling.form().notSupported().stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.feature() + " " + one.consequence(),
                    TreeMap::new,
                    Collectors.counting()));
    long missing = filling.problems().size();
    return "%s: %d shown, %d answered%s%s"
        .formatted(
            name,
            Forms.shown(filling).size(),
            answered(filling),
            missing == 0 ? "" : ", cannot be completed: " + missing + " required are left out",
            features.entrySet().stream()
                .map(entry -> "\n  " + entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining()));
  }

  private static long answered(FormFilling filling) {
    return filling.nodes().stream()
        .flatMap(Forms::all)
        .filter(node -> !node.answers().isEmpty())
        .count();
  }

  /** Answers what is shown, and what is shown then, until nothing is left. */
  private static FormFilling filled(String name) {
    FormFilling filling = Forms.begin(FormMapper.read(PublicForms.json(name)));
    Set<NodeId> seen = new HashSet<>();
    Optional<FormNode> next = next(filling, seen);
    while (next.isPresent()) {
      for (FormNode node : filling.nodes().stream().flatMap(Forms::all).toList()) {
        if (isOpen(node) && seen.add(node.id()) && filling.node(node.id()).isPresent()) {
          filling.answer(node.id(), List.of(answer(node)));
        }
      }
      next = next(filling, seen);
    }
    return filling;
  }

  private static Optional<FormNode> next(FormFilling filling, Set<NodeId> seen) {
    return filling.nodes().stream()
        .flatMap(Forms::all)
        .filter(node -> isOpen(node) && !seen.contains(node.id()))
        .findFirst();
  }

  private static boolean isOpen(FormNode node) {
    return node.item().type().isQuestion() && !node.isReadOnly() && node.answers().isEmpty();
  }

  private static FormAnswer answer(FormNode node) {
    if (!node.options().isEmpty()) {
      return node.options().getFirst().answer();
    }
    FormLimits limits = node.item().limits();
    if (limits.least() != null) {
      return limits.least();
    }
    return switch (node.item().type()) {
      case BOOLEAN -> Forms.yes();
      case INTEGER -> Forms.whole(3);
      case DECIMAL -> new FormAnswer.Decimal(new BigDecimal("1.5"));
      case DATE -> new FormAnswer.Day(ClinicalTime.of(LocalDate.parse("2026-05-05")));
      case DATE_TIME ->
          new FormAnswer.Moment(ClinicalTime.of(OffsetDateTime.parse("2026-05-05T10:00:00Z")));
      case TIME -> new FormAnswer.TimeOfDay(LocalTime.of(10, 30));
      case URL -> new FormAnswer.Address("https://example.org/");
      case ATTACHMENT -> FormAnswer.File.of("a.txt", "text/plain", new byte[] {65});
      case REFERENCE ->
          new FormAnswer.Resource(
              limits.resourceTypes().stream().findFirst().orElse("Patient") + "/example",
              "Example");
      case QUANTITY ->
          new FormAnswer.Amount(new BigDecimal("70"), "kg", "http://unitsofmeasure.org", "kg");
      default -> Forms.words("words");
    };
  }
}
