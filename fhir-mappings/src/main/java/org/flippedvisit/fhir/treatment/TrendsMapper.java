package org.flippedvisit.fhir.treatment;

import java.util.List;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.trend.Measurements;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.hl7.fhir.r4.model.Resource;

/** Measures and treatments of one chart, from Observations and MedicationRequests. */
public final class TrendsMapper {
  private TrendsMapper() {}

  /** Reads both; other resources are ignored. */
  public static Mapped<Trends> fromFhir(List<? extends Resource> resources) {
    Mapped<Measurements> measurements = TrendMapper.read(resources);
    Mapped<List<Treatment>> treatments = TreatmentMapper.fromFhir(resources);
    return new Mapped<>(
        new Trends(measurements.value(), treatments.value()),
        Stream.concat(measurements.issues().stream(), treatments.issues().stream()).toList());
  }
}
