package org.flippedvisit.app.previsit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * All pre-visit answers known for a patient.
 *
 * @param patientId whose chart it is
 * @param chart what the EHR holds
 * @param keptHere answers given through this app that the EHR did not return, with how their write
 *     stands
 */
public record Answers(
    String patientId, Reading<List<PreVisitResponse>> chart, List<Kept> keptHere) {
  private static final int RECENT_DAYS = 30;

  public Answers {
    keptHere = List.copyOf(keptHere);
  }

  /** Answers that are in the app's store; null write when none was ever planned. */
  public record Kept(PreVisitResponse response, @Nullable Write write) {}

  /** Everything, newest first. */
  public List<PreVisitResponse> all() {
    var all = new ArrayList<>(chart.orElse(List.of()));
    keptHere.forEach(kept -> all.add(kept.response()));
    all.sort(Comparator.comparing(PreVisitResponse::authoredAt, ClinicalTime.NEWEST_FIRST));
    return all;
  }

  /**
   * The voices of one visit: the newest answers of each person, the patient's own first. Answers
   * that name no visit count when they were given in the last {@value #RECENT_DAYS} days: a portal
   * often cannot say which visit it is for.
   *
   * @param encounterId the visit; null when the launch has none
   */
  public List<PreVisitResponse> voices(@Nullable String encounterId, Instant now) {
    var newest = new LinkedHashMap<String, PreVisitResponse>();
    for (PreVisitResponse response : all()) {
      if (isFor(response, encounterId, now)
          && response.status() != PreVisitResponse.Status.IN_PROGRESS) {
        newest.putIfAbsent(voice(response.saidBy()), response);
      }
    }
    return newest.values().stream()
        .sorted(Comparator.comparing(one -> !isPatient(one.saidBy())))
        .toList();
  }

  private static boolean isFor(
      PreVisitResponse response, @Nullable String encounterId, Instant now) {
    if (encounterId != null && response.encounterId() != null) {
      return encounterId.equals(response.encounterId());
    }
    return response
        .authoredAt()
        .earliest(ZoneOffset.UTC)
        .isAfter(now.minus(Duration.ofDays(RECENT_DAYS)));
  }

  /** The patient of this chart: another patient who speaks for them is another voice. */
  private boolean isPatient(Author author) {
    return author instanceof Author.Patient patient && patient.id().equals(patientId);
  }

  private static String voice(Author author) {
    String reference = author.reference();
    return reference != null ? reference : String.valueOf(author.name());
  }
}
