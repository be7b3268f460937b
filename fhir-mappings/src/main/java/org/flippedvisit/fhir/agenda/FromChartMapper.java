package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.previsit.FilledFormToWrite;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.treatment.TrendsMapper;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/** {@link FromChart} of the resources of one chart. */
public final class FromChartMapper {
  private FromChartMapper() {}

  /**
   * {@link TeamItems#fromFhir} and {@link TrendsMapper#fromFhir} of the same resources, with the
   * scores that stand in answered forms only: a risk answer counts wherever it was given.
   *
   * @param keptHere forms that were sent and are not known to be in the chart: they count too
   */
  public static Mapped<FromChart> fromFhir(
      List<? extends Resource> resources,
      LocalDate today,
      Locale language,
      Supplier<AgendaItemId> newId,
      Set<String> rulesOff,
      ChartConcepts concepts,
      List<FilledFormToWrite> keptHere) {
    Mapped<List<Observation>> scores =
        AnsweredScores.fromFhir(
            Stream.concat(resources.stream(), notThere(keptHere, resources, concepts)).toList(),
            concepts);
    List<Resource> all = Stream.concat(resources.stream(), scores.value().stream()).toList();
    Mapped<List<AgendaItem>> items = TeamItems.fromFhir(all, today, language, newId, rulesOff);
    Mapped<Trends> trends = TrendsMapper.fromFhir(all);
    return new Mapped<>(
        new FromChart(items.value(), trends.value()),
        Stream.concat(items.issues().stream(), trends.issues().stream()).distinct().toList());
  }

  /** As they would stand in the chart. One whose answer was lost may be there after all. */
  private static Stream<QuestionnaireResponse> notThere(
      List<FilledFormToWrite> keptHere,
      List<? extends Resource> resources,
      ChartConcepts concepts) {
    Set<String> there =
        ResourcesMapper.distinct(resources, QuestionnaireResponse.class).stream()
            .flatMap(response -> ReferenceMapper.keyOf(response.getIdentifier()).stream())
            .collect(Collectors.toSet());
    return keptHere.stream()
        .filter(form -> !there.contains(form.key().value()))
        .map(form -> PreVisitMapper.toFhir(form, concepts));
  }
}
