package org.flippedvisit.app.trend;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.treatment.TreatmentQueries;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.treatment.TrendsMapper;
import org.flippedvisit.fhir.trend.MeasureCatalogue;
import org.flippedvisit.fhir.trend.TrendQueries;
import org.springframework.stereotype.Component;

/** Reads measures and treatments: of two years at first, of all years when somebody asks. */
@Component
public final class TrendService {
  /** As far back as the agenda looks too, so that both can be made from one search. */
  public static final int YEARS = 2;

  private final FhirReads reads;
  private final Clock clock;

  TrendService(FhirReads reads, Clock clock) {
    this.reads = reads;
    this.clock = clock;
    // A broken entry of the catalogue stops the start, not the first visit.
    if (MeasureCatalogue.standard().measures().isEmpty()) {
      throw new IllegalStateException("measures.json has no measure");
    }
  }

  /** What the searches of {@link #trends} ask for. */
  public static List<FhirQuery> queries(String patientId, LocalDate today) {
    return List.of(
        TrendQueries.measures(patientId, today.minusYears(YEARS)),
        TreatmentQueries.medicines(patientId));
  }

  /** The last two years. */
  public CompletableFuture<Reading<Trends>> trends(Launch launch) {
    launch.requireStaff();
    return reads.search(launch, queries(launch.patientId(), today()), TrendsMapper::fromFhir);
  }

  /** As far back as the chart goes. */
  CompletableFuture<Reading<Trends>> all(Launch launch) {
    launch.requireStaff();
    return reads.search(
        launch,
        List.of(
            TrendQueries.allMeasures(launch.patientId()),
            TreatmentQueries.medicines(launch.patientId())),
        TrendsMapper::fromFhir);
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }
}
