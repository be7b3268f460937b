package org.flippedvisit.app.previsit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.previsit.FittingPacksMapper;
import org.flippedvisit.fhir.previsit.PreVisitQueries;
import org.springframework.stereotype.Component;

/**
 * Which packs of questions fit what the chart says that the person lives with. They are an extra:
 * where the chart cannot say so in time, there are none.
 */
@Component
public final class FittingPacks {
  private static final int SECONDS = 3;

  private final SiteForms forms;
  private final FhirReads reads;

  FittingPacks(SiteForms forms, FhirReads reads) {
    this.forms = forms;
    this.reads = reads;
  }

  /** Names of {@code ConditionPacks}; never an error. */
  public CompletableFuture<List<String>> of(Launch launch) {
    if (!forms.isByCondition() || !launch.scopes().maySearch("Condition")) {
      return CompletableFuture.completedFuture(List.of());
    }
    return reads
        .search(
            launch, PreVisitQueries.conditions(launch.patientId()), FittingPacksMapper::fromFhir)
        .thenApply(found -> found.orElse(List.of()));
  }

  /** What of them is there within three seconds from now: nobody waits longer for an extra. */
  public static CompletableFuture<List<String>> soon(CompletableFuture<List<String>> coming) {
    return coming.copy().completeOnTimeout(List.of(), SECONDS, TimeUnit.SECONDS);
  }
}
