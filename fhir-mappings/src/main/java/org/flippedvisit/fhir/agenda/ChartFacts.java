package org.flippedvisit.fhir.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;

/** What the rules go by: one chart as it stands on the day of the visit. */
final class ChartFacts {
  private final List<? extends Resource> resources;
  private final LocalDate today;
  private final Wording wording;
  private final Mapped<List<Result>> results;
  private final List<Trend> trends;
  private final Optional<Instant> lastVisit;
  private final Set<String> proposed;

  private ChartFacts(
      List<? extends Resource> resources,
      LocalDate today,
      Wording wording,
      Mapped<List<Result>> results,
      List<Trend> trends,
      Optional<Instant> lastVisit,
      Set<String> proposed) {
    this.resources = List.copyOf(resources);
    this.today = today;
    this.wording = wording;
    this.results = results;
    this.trends = List.copyOf(trends);
    this.lastVisit = lastVisit;
    this.proposed = Set.copyOf(proposed);
  }

  static ChartFacts of(List<? extends Resource> resources, LocalDate today, Wording wording) {
    return new ChartFacts(
        resources,
        today,
        wording,
        Result.read(resources),
        trends(resources, today),
        lastVisit(resources, today),
        Set.of());
  }

  /** What a trend cannot read is told where trends are shown. */
  private static List<Trend> trends(List<? extends Resource> resources, LocalDate today) {
    OptionalInt age =
        PatientMapper.fromFhir(resources)
            .value()
            .map(patient -> patient.ageOn(today))
            .orElseGet(OptionalInt::empty);
    return TrendMapper.fromFhir(resources).value().stream()
        .map(trend -> age.isPresent() ? trend.forAge(age.getAsInt()) : trend.forUnknownAge())
        .toList();
  }

  /** When the newest visit before today began; a visit that has not ended is today's. */
  private static Optional<Instant> lastVisit(List<? extends Resource> resources, LocalDate today) {
    return ResourcesMapper.each(
            resources,
            Encounter.class,
            (encounter, issues) ->
                encounter.getStatus() == EncounterStatus.FINISHED
                    ? ClinicalTimeMapper.startOf(encounter.getPeriod())
                    : Optional.empty())
        .value()
        .stream()
        .filter(start -> start.firstDay(ZoneOffset.UTC).isBefore(today))
        .map(start -> start.earliest(ZoneOffset.UTC))
        .max(Comparator.naturalOrder());
  }

  /** The same chart, with what earlier rules have proposed. */
  ChartFacts after(List<TeamItem> items) {
    var more = new HashSet<>(proposed);
    items.forEach(item -> more.add(item.source()));
    return new ChartFacts(resources, today, wording, results, trends, lastVisit, more);
  }

  List<? extends Resource> resources() {
    return resources;
  }

  LocalDate today() {
    return today;
  }

  Wording wording() {
    return wording;
  }

  /** Every result of every code, with what could not be read of them. */
  Mapped<List<Result>> results() {
    return results;
  }

  List<Trend> trends() {
    return trends;
  }

  /** Empty where the chart names none. */
  Optional<Instant> lastVisit() {
    return lastVisit;
  }

  /** True when an earlier rule has proposed an item from the same source. */
  boolean isProposed(String source) {
    return proposed.contains(source);
  }

  /** What a code and its words are about. */
  static Set<String> topics(CodeableConcept code) {
    var topics =
        new HashSet<>(
            Topics.ofCodes(
                code.getCoding().stream()
                    .filter(coding -> coding.hasSystem() && coding.hasCode())
                    .map(coding -> coding.getSystem() + "|" + coding.getCode())
                    .toList()));
    Stream.concat(
            Stream.ofNullable(code.getText()),
            code.getCoding().stream().flatMap(coding -> Stream.ofNullable(coding.getDisplay())))
        .forEach(words -> topics.addAll(Topics.inWords(words)));
    return topics;
  }
}
