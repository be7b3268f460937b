package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.treatment.TrendsMapper;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** {@link FromChart} of the resources of one chart. */
public final class FromChartMapper {
  private FromChartMapper() {}

  /**
   * {@link TeamItems#fromFhir} and {@link TrendsMapper#fromFhir} of the same resources, with the
   * scores that stand in answered forms only: a risk answer counts wherever it was given.
   */
  public static Mapped<FromChart> fromFhir(
      List<? extends Resource> resources,
      LocalDate today,
      Locale language,
      Supplier<AgendaItemId> newId,
      Set<String> rulesOff,
      ChartConcepts concepts) {
    Mapped<List<Observation>> scores = AnsweredScores.fromFhir(resources, concepts);
    List<Resource> all = Stream.concat(resources.stream(), scores.value().stream()).toList();
    Mapped<List<AgendaItem>> items = TeamItems.fromFhir(all, today, language, newId, rulesOff);
    Mapped<Trends> trends = TrendsMapper.fromFhir(all);
    return new Mapped<>(
        new FromChart(items.value(), trends.value()),
        Stream.concat(items.issues().stream(), trends.issues().stream()).distinct().toList());
  }
}
