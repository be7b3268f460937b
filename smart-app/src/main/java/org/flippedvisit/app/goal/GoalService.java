package org.flippedvisit.app.goal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.goal.GoalQueries;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.springframework.stereotype.Component;

/** Reads the goals in the chart. */
@Component
public final class GoalService {
  private final FhirReads reads;

  GoalService(FhirReads reads) {
    this.reads = reads;
  }

  public CompletableFuture<Reading<List<PatientGoal>>> goals(Launch launch) {
    return reads.search(launch, GoalQueries.ofPatient(launch.patientId()), GoalMapper::fromFhir);
  }
}
