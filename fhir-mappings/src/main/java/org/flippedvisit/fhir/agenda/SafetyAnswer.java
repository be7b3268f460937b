package org.flippedvisit.fhir.agenda;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rule: the newest answer to question 9 of the PHQ-9 (LOINC 44260-8) is above zero, wherever it
 * stands: by itself, within the panel, or beside the total. An answer that cannot be read is not
 * taken for zero. The words name no answer, because others may be looking at the same screen.
 */
final class SafetyAnswer implements TeamRule {
  private static final String QUESTION = "44260-8";

  /** LOINC answers of the PHQ-9 with their points. */
  private static final Map<String, Integer> POINTS =
      Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);

  /** What zero points are called where an answer has no code. */
  private static final Set<String> ZERO =
      Set.of("0", "not at all", "never", "no", "none", "nunca", "para nada", "ningun dia");

  private static final int UNREAD = 1;

  @Override
  public String id() {
    return "safety-answer";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate since = facts.today().minusMonths(RuleCard.of(id()).figure("still-counts"));
    // Not the newest of each code: a newer total without its answers has answered nothing.
    return Mapped.of(
        facts.results().value().stream()
            .flatMap(
                result -> points(result.observation()).map(n -> new Answer(result, n)).stream())
            .min(
                Comparator.comparing(
                        (Answer answer) -> answer.result().at(), ClinicalTime.NEWEST_FIRST)
                    .thenComparing(Answer::points, Comparator.reverseOrder()))
            .filter(answer -> answer.points() > 0 && answer.result().isSince(since))
            .map(answer -> item(answer.result(), facts.today(), facts.wording()))
            .stream()
            .toList());
  }

  /** True where it answers the question and the answer is above zero, or cannot be read. */
  static boolean isAboveZero(Observation found) {
    return points(found).filter(points -> points > 0).isPresent();
  }

  private record Answer(Result result, int points) {}

  private static TeamItem item(Result result, LocalDate today, Wording wording) {
    String day = wording.shortDay(result.on(), today);
    return new TeamItem(
        wording.say("safety.words"),
        List.of(wording.say("safety.why", day)),
        result.source(),
        true,
        result.on(),
        new Grounds(
            Set.of("mood"),
            List.of(
                new Evidence(
                    Evidence.Kind.ANSWER,
                    wording.say("safety.evidence", day),
                    result.source(),
                    result.at()))));
  }

  /** The points of the answer; empty when the question was not asked or not answered. */
  private static Optional<Integer> points(Observation found) {
    Stream<Optional<Integer>> ofWhole =
        isQuestion(found.getCode()) ? Stream.of(points(found.getValue())) : Stream.empty();
    Stream<Optional<Integer>> ofParts =
        found.getComponent().stream()
            .filter(part -> isQuestion(part.getCode()))
            .map(part -> points(part.getValue()));
    return Stream.concat(ofWhole, ofParts).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  private static boolean isQuestion(CodeableConcept code) {
    return CodeMapper.has(code, CodeMapper.LOINC, QUESTION);
  }

  private static Optional<Integer> points(@Nullable Type value) {
    return switch (value) {
      case null -> Optional.empty();
      case IntegerType whole -> Optional.ofNullable(whole.getValue());
      case DecimalType decimal -> Optional.of(sign(decimal.getValue()));
      case Quantity quantity -> Optional.of(sign(quantity.getValue()));
      case StringType words -> ofWords(words.getValue());
      case CodeableConcept concept -> ofConcept(concept);
      default -> Optional.of(UNREAD);
    };
  }

  /** Only above zero or not is asked. */
  private static int sign(@Nullable BigDecimal number) {
    return number == null ? UNREAD : number.signum();
  }

  private static Optional<Integer> ofConcept(CodeableConcept concept) {
    Optional<Integer> coded =
        concept.getCoding().stream()
            .map(Coding::getCode)
            .filter(code -> code != null && POINTS.containsKey(code))
            .map(POINTS::get)
            .findFirst();
    return coded.or(() -> ofWords(CodeMapper.plainText(concept).orElse(null)));
  }

  private static Optional<Integer> ofWords(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return Optional.of(UNREAD);
    }
    String plain =
        Normalizer.normalize(words.strip(), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    return Optional.of(ZERO.contains(plain) ? 0 : UNREAD);
  }
}
