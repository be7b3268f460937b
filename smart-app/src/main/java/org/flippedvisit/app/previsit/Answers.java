package org.flippedvisit.app.previsit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * All pre-visit answers known for a patient.
 *
 * @param patientId whose chart it is
 * @param chart what the EHR holds; of two at one time the later first, where that is known
 * @param keptHere answers given through this app that the EHR did not return, with how their write
 *     stands
 * @param surveys what is kept in Observations; nothing until it has been read
 */
public record Answers(
    String patientId,
    Reading<List<PreVisitResponse>> chart,
    List<Kept> keptHere,
    Reading<List<PreVisitResponse>> surveys) {
  private static final int RECENT_DAYS = 30;

  public Answers {
    keptHere = List.copyOf(keptHere);
  }

  /** Answers that were read before the Observations. */
  Answers(String patientId, Reading<List<PreVisitResponse>> chart, List<Kept> keptHere) {
    this(patientId, chart, keptHere, Reading.Found.of(List.of()));
  }

  /** The same with what the chart keeps in Observations. */
  public Answers with(Reading<List<PreVisitResponse>> found) {
    return new Answers(patientId, chart, keptHere, found);
  }

  /** Answers that are in the app's store; null write when none was ever planned. */
  public record Kept(PreVisitResponse response, @Nullable Write write) {}

  /**
   * Everything, newest first; in the order given where they are of one time. An Observation that
   * says again what stands in a form is left out: it was most likely made from it, and the form
   * knows better who said it and how.
   */
  public List<PreVisitResponse> all() {
    var all = new ArrayList<PreVisitResponse>();
    keptHere.forEach(kept -> all.add(kept.response()));
    all.addAll(chart.orElse(List.of()));
    Set<String> inForms =
        all.stream().flatMap(response -> words(response.answers())).collect(Collectors.toSet());
    surveys.orElse(List.of()).stream()
        .filter(survey -> words(survey.answers()).noneMatch(inForms::contains))
        .forEach(all::add);
    all.sort(Comparator.comparing(PreVisitResponse::authoredAt, ClinicalTime.NEWEST_FIRST));
    return all;
  }

  private static Stream<String> words(PreVisitAnswers answers) {
    return Stream.of(
            Stream.of(answers.concern(), answers.worthwhile(), answers.brings()),
            answers.goals().stream(),
            answers.talkAlone().stream(),
            answers.lifeEvents().stream().map(LifeEvent::what))
        .flatMap(words -> words)
        .map(String::strip)
        .filter(words -> !words.isEmpty());
  }

  /**
   * The voices of one visit: the newest answers of each person to each form, the patient's own
   * first. Answers that name no visit count when they were given in the last {@value #RECENT_DAYS}
   * days: a portal often cannot say which visit it is for. For other forms than ours the mapping
   * file says how many days.
   *
   * @param encounterId the visit; null when the launch has none
   */
  public List<PreVisitResponse> voices(@Nullable String encounterId, Instant now) {
    var newest = new LinkedHashMap<String, PreVisitResponse>();
    ofVisit(encounterId, now).forEach(response -> newest.putIfAbsent(response.voice(), response));
    return newest.values().stream()
        .sorted(Comparator.comparing(one -> !isPatient(one.saidBy())))
        .toList();
  }

  /**
   * Everything that was sent for one visit, what was changed since included; newest first.
   *
   * @param encounterId the visit; null when the launch has none
   */
  public List<PreVisitResponse> ofVisit(@Nullable String encounterId, Instant now) {
    return all().stream()
        .filter(response -> isFor(response, encounterId, now))
        .filter(response -> response.status() != PreVisitResponse.Status.IN_PROGRESS)
        .toList();
  }

  static boolean isFor(PreVisitResponse response, @Nullable String encounterId, Instant now) {
    if (encounterId != null && response.encounterId() != null) {
      return encounterId.equals(response.encounterId());
    }
    return response
        .authoredAt()
        .earliest(ZoneOffset.UTC)
        .isAfter(now.minus(Duration.ofDays(daysWithoutVisit(response))));
  }

  /** The patient of this chart: another patient who speaks for them is another voice. */
  private boolean isPatient(Author author) {
    return author instanceof Author.Patient patient && patient.id().equals(patientId);
  }

  private static int daysWithoutVisit(PreVisitResponse response) {
    OtherForm form = response.form();
    return form == null ? RECENT_DAYS : form.countsForDays();
  }
}
