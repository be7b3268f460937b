package org.flippedvisit.fhir.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.MeasureCatalogue;

/**
 * Rule: results that were made known since the last visit, so that nobody can have talked about
 * them, and that are out of the ordinary; in one item. What an earlier rule brings is left to it.
 */
final class NewResult implements TeamRule {
  /**
   * v3-ObservationInterpretation, as far as it says that something is not as usual, with what a
   * person is told. Critical ones are {@link CriticalResult}.
   */
  private static final Map<String, String> NOT_AS_USUAL =
      Map.ofEntries(
          Map.entry("H", "new.high"),
          Map.entry("HU", "new.high"),
          Map.entry("HX", "new.high"),
          Map.entry("L", "new.low"),
          Map.entry("LU", "new.low"),
          Map.entry("LX", "new.low"),
          Map.entry("POS", "new.found"),
          Map.entry("DET", "new.found"),
          Map.entry("A", "new.unusual"),
          Map.entry("W", "new.unusual"),
          Map.entry("R", "new.unusual"),
          Map.entry("E", "new.unclear"),
          Map.entry("IND", "new.unclear"));

  @Override
  public String id() {
    return "new-result";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate withoutVisit = facts.today().minusDays(RuleCard.of(id()).figure("without-visit"));
    Instant since = facts.lastVisit().orElse(withoutVisit.atStartOfDay(ZoneOffset.UTC).toInstant());
    List<Result> news =
        Result.newestOfEach(facts.results().value()).stream()
            .filter(result -> result.knownAt().earliest(ZoneOffset.UTC).isAfter(since))
            .filter(result -> what(result).isPresent() && !CriticalResult.isCritical(result))
            .filter(result -> !isBrought(result, facts))
            .sorted(
                (one, other) -> ClinicalTime.NEWEST_FIRST.compare(one.knownAt(), other.knownAt()))
            .toList();
    return Mapped.of(news.isEmpty() ? List.of() : List.of(item(news, facts)));
  }

  private static boolean isBrought(Result result, ChartFacts facts) {
    return facts.isProposed(result.source())
        || measure(result).map(ChangedMeasure::source).filter(facts::isProposed).isPresent();
  }

  private static Optional<Measure> measure(Result result) {
    return result.observation().getCode().getCoding().stream()
        .map(c -> MeasureCatalogue.standard().find(c.getSystem(), c.getCode()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Why it is out of the ordinary; empty when it is not. */
  private static Optional<String> what(Result result) {
    return result.interpretations().stream()
        .filter(NOT_AS_USUAL::containsKey)
        .map(NOT_AS_USUAL::get)
        .findFirst();
  }

  private static TeamItem item(List<Result> news, ChartFacts facts) {
    Wording wording = facts.wording();
    var topics = new HashSet<String>();
    for (Result result : news) {
      topics.addAll(ChartFacts.topics(result.observation().getCode()));
      measure(result).ifPresent(measure -> topics.addAll(measure.topics()));
    }
    return new TeamItem(
        news.size() == 1
            ? wording.say("new.words.one", name(news.getFirst(), wording))
            : wording.say("new.words.several"),
        List.of(
            news.stream()
                .map(result -> sentence(result, facts.today(), wording))
                .collect(Collectors.joining(" "))),
        // The newest names them all: when another comes, it is another item.
        news.getFirst().source(),
        false,
        null,
        new Grounds(
            topics,
            news.stream()
                .map(result -> evidence(result, sentence(result, facts.today(), wording)))
                .toList()));
  }

  /** What has a trend is shown by it. */
  private static Evidence evidence(Result result, String sentence) {
    return measure(result)
        .map(measure -> new Evidence(Evidence.Kind.MEASURE, sentence, measure.id(), result.at()))
        .orElseGet(() -> result.evidence(sentence));
  }

  private static String sentence(Result result, LocalDate today, Wording wording) {
    return wording.say(
        what(result).orElseThrow(), name(result, wording), wording.shortDay(result.on(), today));
  }

  /** What we call it where we have a plain name, else what the chart does. */
  private static String name(Result result, Wording wording) {
    return measure(result)
        .map(measure -> measure.name(wording.language().getLanguage()))
        .orElseGet(() -> result.name(wording));
  }
}
