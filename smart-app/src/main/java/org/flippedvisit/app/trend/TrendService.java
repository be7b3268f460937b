package org.flippedvisit.app.trend;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.treatment.TreatmentQueries;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.treatment.TrendsMapper;
import org.flippedvisit.fhir.trend.MeasureCatalogue;
import org.flippedvisit.fhir.trend.TrendQueries;
import org.springframework.stereotype.Component;

/** Reads measures and treatments: of two years at first, of all years when somebody asks. */
@Component
public final class TrendService {
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
