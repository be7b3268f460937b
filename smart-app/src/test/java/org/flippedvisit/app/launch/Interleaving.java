package org.flippedvisit.app.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.preference.TypedPreference;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;

/**
 * Many people at many charts of two EHRs at once, in which the same patient ids are different
 * people. What each of them does follows from the seed; who is ahead of whom does not.
 */
final class Interleaving implements AutoCloseable {
  private static final List<String> PATIENTS =
      List.of("px-ada", "px-bea", "px-cal", "px-dot", "px-eve", "px-fay", "px-gus", "px-hal");
  private static final int LAUNCHES_EACH = 2;
  private static final int WORKERS = 16;
  private static final String SHARED_DOCTOR = "Practitioner/doctor-of-everybody";

  /** What the app does, as far as it is about one launch. */
  record Services(
      Launches launches,
      LaunchEnd end,
      AccessTokens tokens,
      PatientService patients,
      PreVisitService previsit,
      PreferenceService preferences,
      GoalService goals,
      AgendaService agenda,
      WriteLedger ledger) {}

  /** Which launch an act gets for the launch of a tab; the identity, in an app that is right. */
  interface Lookup {
    Launch of(Launch tab, Random random, List<Launch> all);
  }

  /** What people do, and what happens to them. */
  enum Act {
    SEE_PEOPLE,
    SEE_ANSWERS,
    SEE_GOALS,
    SEE_PROPOSALS,
    SEE_PREFERENCES,
    OPEN_AGENDA,
    CHANGE_AGENDA,
    TYPE,
    SEND_CONCERN,
    RECORD_PREFERENCE,
    SETTLE,
    TOKENS_RUN_OUT,
    TOKENS_GROW_SHORT,
    TOKENS_GROW_LONG,
    TOKEN_REFUSED,
    WRITE_FAILS,
    ANSWER_LOST,
    END
  }

  /** What is not for patients and proxies. */
  private static final Set<Act> CARE_TEAMS =
      EnumSet.of(Act.SEE_PROPOSALS, Act.OPEN_AGENDA, Act.CHANGE_AGENDA);

  private final Services app;
  private final long seed;
  private final Lookup lookup;
  private final Markers markers = new Markers();
  private final List<FakeEhr> ehrs = List.of(FakeEhr.start(), FakeEhr.start());
  private final List<OpenChart> charts = new ArrayList<>();
  private final List<Launch> open = new CopyOnWriteArrayList<>();
  private final List<Launch> ended = new CopyOnWriteArrayList<>();
  private final Set<Act> done = ConcurrentHashMap.newKeySet();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final AtomicInteger users = new AtomicInteger();

  Interleaving(Services app, long seed, Lookup lookup) {
    this.app = app;
    this.seed = seed;
    this.lookup = lookup;
    for (FakeEhr ehr : ehrs) {
      var chart = new OpenChart(app.launches(), ehr);
      charts.add(chart);
      ehr.withPageSize(10);
      for (String patient : PATIENTS) {
        load(ehr, chart.ehrId(), patient);
        for (int launch = 0; launch < LAUNCHES_EACH; launch++) {
          open.add(launch(chart, patient));
        }
      }
    }
  }

  /** Lets everybody act so many times, and looks at everything that came of it. */
  void run(int times) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers = new ArrayList<Future<?>>();
      for (int worker = 0; worker < WORKERS; worker++) {
        var random = new Random(seed * 31 + worker);
        workers.add(threads.submit(() -> act(random, times)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    ehrs.forEach(FakeEhr::clearFaults);
    awaitQuiet();
    for (int ehr = 0; ehr < ehrs.size(); ehr++) {
      lookAtRequests(ehrs.get(ehr), charts.get(ehr).ehrId());
      lookAtWhatIsStored(ehrs.get(ehr), charts.get(ehr).ehrId());
    }
    lookAtWhatHasEnded();
  }

  Markers markers() {
    return markers;
  }

  Set<Act> done() {
    return done;
  }

  int launchesUsed() {
    return used.size();
  }

  List<Launch> open() {
    return open;
  }

  FakeEhr ehrOf(Launch launch) {
    return ehrs.get(charts.get(0).ehrId().equals(launch.ehr().id()) ? 0 : 1);
  }

  private Object act(Random random, int times) {
    for (int time = 0; time < times; time++) {
      Act act = Act.values()[random.nextInt(Act.values().length)];
      Launch tab = open.get(random.nextInt(open.size()));
      Launch launch = lookup.of(tab, random, open);
      used.add(tab.id().value());
      String answer = mayAct(act, launch) ? act(act, launch, tab) : refused(act, launch, tab);
      markers.check("the answer to " + act, answer, tab.ehr().id(), tab.patientId());
      done.add(act);
    }
    return this;
  }

  private static boolean mayAct(Act act, Launch launch) {
    return launch.role().isStaff() || !CARE_TEAMS.contains(act);
  }

  private String refused(Act act, Launch launch, Launch tab) {
    try {
      markers.cross(launch.role() + " was let to " + act + ": " + act(act, launch, tab));
    } catch (NotForThisRole right) {
      return "";
    }
    return "";
  }

  /** Does it, with words of who sits at the tab; gives everything that came back. */
  private String act(Act act, Launch launch, Launch tab) {
    String words = mine("I wonder", tab);
    return switch (act) {
      case SEE_PEOPLE -> app.patients().people(launch).join().toString();
      case SEE_ANSWERS -> app.previsit().answers(launch).join().toString();
      case SEE_GOALS -> app.goals().goals(launch).join().toString();
      case SEE_PROPOSALS ->
          app.agenda().fromChart(launch, Locale.ENGLISH, List.of()).join().toString();
      case SEE_PREFERENCES ->
          app.preferences().preferences(launch).join().toString()
              + app.preferences().formerNotes(launch).join();
      case OPEN_AGENDA -> openAgenda(launch);
      case CHANGE_AGENDA ->
          app.agenda().change(launch, stored -> stored.withItemAdded(item(words))).toString();
      case TYPE -> type(launch, words);
      case SEND_CONCERN -> send(launch, words).toString();
      case RECORD_PREFERENCE -> record(launch, tab);
      case SETTLE -> settle(launch);
      case TOKENS_RUN_OUT -> then(ehrOf(tab)::expireAccessTokens);
      case TOKENS_GROW_SHORT -> then(() -> ehrOf(tab).withTokenLifetime(Duration.ofSeconds(5)));
      case TOKENS_GROW_LONG -> then(() -> ehrOf(tab).withTokenLifetime(Duration.ofHours(1)));
      case TOKEN_REFUSED ->
          then(() -> ehrOf(tab).fault(Interaction.search(""), Fault.status(401).once()));
      case WRITE_FAILS ->
          then(() -> ehrOf(tab).fault(Interaction.create(""), Fault.status(503).once()));
      case ANSWER_LOST ->
          then(() -> ehrOf(tab).fault(Interaction.create(""), Fault.STORED_THEN_500.once()));
      case END -> end(launch);
    };
  }

  private static String then(Runnable happening) {
    happening.run();
    return "";
  }

  private String openAgenda(Launch launch) {
    var voices = app.previsit().answers(launch).join().all();
    var team =
        app.agenda()
            .fromChart(launch, Locale.ENGLISH, List.of())
            .join()
            .orElse(FromChart.NONE)
            .items();
    return app.agenda().open(launch, voices, team).toString() + app.agenda().current(launch);
  }

  private String type(Launch launch, String words) {
    var answers = app.previsit().typed(launch);
    answers.keep(new KeptForm(words));
    var preference = app.preferences().typed(launch, "preference");
    preference.keep(TypedPreference.of(preference(words), author(launch)));
    return Stream.of(answers, preference)
        .map(form -> form.here().toString() + form.elsewhere())
        .collect(Collectors.joining());
  }

  private Write send(Launch launch, String words) {
    Author author = author(launch);
    return app.previsit()
        .send(
            launch,
            PreVisitAnswers.ofConcern(words, null),
            new Attribution(author, author, visit(launch)),
            Locale.ENGLISH);
  }

  private String record(Launch launch, Launch tab) {
    String name = mine("Person", tab);
    var patient =
        new PatientSummary(
            launch.patientId(), name, name, null, null, "en", false, List.of(), false);
    return app.preferences()
        .record(
            launch,
            new RecordedPreference(
                preference(mine("Ask me first", tab)),
                patient,
                launch.role().isStaff()
                    ? new Author.Patient(launch.patientId(), name)
                    : author(launch),
                author(launch),
                OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
                visit(launch),
                Locale.ENGLISH,
                null,
                Telling.FIRST),
            WriteLedger.newKey())
        .toString();
  }

  private String settle(Launch launch) {
    var settled = new StringBuilder();
    for (Write write : app.ledger().open(launch)) {
      settled.append(app.ledger().settle(launch, write));
    }
    return settled.toString();
  }

  /** One more comes for who goes, so that there is always somebody at every chart. */
  private String end(Launch launch) {
    if (open.remove(launch)) {
      app.end().end(launch, LaunchEnd.Why.SIGNED_OFF);
      ended.add(launch);
      Optional<OpenChart> chart =
          charts.stream().filter(one -> one.ehrId().equals(launch.ehr().id())).findFirst();
      open.add(launch(chart.orElseThrow(), launch.patientId()));
    }
    return "";
  }

  private void lookAtRequests(FakeEhr ehr, String ehrId) {
    var refreshed = ConcurrentHashMap.<String>newKeySet();
    for (RecordedRequest request : ehr.requests()) {
      Optional<String> refresh = request.formParameter("refresh_token");
      if (refresh.isPresent()) {
        if (!refreshed.add(refresh.get())) {
          markers.cross("a refresh token was used twice at " + ehrId);
        }
      } else {
        lookAt(request, ehr, ehrId);
      }
    }
  }

  private void lookAt(RecordedRequest request, FakeEhr ehr, String ehrId) {
    String token = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
    var holder = ehr.holder(token);
    if (holder.isEmpty() || holder.get().patient() == null) {
      markers.cross("a request to " + ehrId + " with a token that is not of " + ehrId);
      return;
    }
    markers.check(
        "a request",
        request.path()
            + "?"
            + URLDecoder.decode(request.query(), StandardCharsets.UTF_8)
            + request.body(),
        ehrId,
        String.valueOf(holder.get().patient()));
  }

  private void lookAtWhatIsStored(FakeEhr ehr, String ehrId) {
    for (String type :
        List.of("Observation", "DocumentReference", "QuestionnaireResponse", "Goal")) {
      for (JsonNode resource : ehr.stored(type)) {
        String subject = resource.at("/subject/reference").asText().replace("Patient/", "");
        markers.check("a stored " + type, resource.toString(), ehrId, subject);
      }
    }
    for (JsonNode trace : ehr.stored("Provenance")) {
      String[] target = trace.at("/target/0/reference").asText().split("/", -1);
      ehr.stored(target[0]).stream()
          .filter(resource -> resource.path("id").asText().equals(target[1]))
          .forEach(
              resource ->
                  markers.check(
                      "a stored Provenance",
                      trace.toString(),
                      ehrId,
                      resource.at("/subject/reference").asText().replace("Patient/", "")));
    }
  }

  /** Its tokens are still good at the EHR: it is the app that must not use them. */
  private void lookAtWhatHasEnded() {
    ehrs.forEach(FakeEhr::resetRequests);
    for (Launch launch : ended) {
      Set<LaunchId> owned = Set.of(launch.id());
      Write write = send(launch, mine("Too late", launch));
      boolean isOver =
          app.launches().find(launch.id().value(), name -> owned).isEmpty()
              && app.goals()
                  .goals(launch)
                  .join()
                  .equals(new Reading.Failed<>(Reading.Failure.SIGN_IN_ENDED))
              && write.why() == WriteOutcome.Why.SIGN_IN_ENDED;
      if (!isOver) {
        markers.cross("a launch of " + launch.ehr().id() + " worked after its end");
      }
    }
    if (ehrs.stream().anyMatch(ehr -> !ehr.requests().isEmpty())) {
      markers.cross("a launch asked an EHR after its end");
    }
  }

  /**
   * Provenance goes out in the background, and how many there will be nobody knows before: quiet is
   * a while without any request.
   */
  private void awaitQuiet() throws InterruptedException {
    int before = -1;
    int now = 0;
    while (now != before) {
      before = now;
      Thread.sleep(300);
      now = ehrs.stream().mapToInt(ehr -> ehr.requests().size()).sum();
    }
  }

  private Launch launch(OpenChart chart, String patient) {
    int number = users.incrementAndGet();
    String visit = "visit-" + patient;
    return switch (number % 6) {
      case 0 ->
          chart.openForLong(
              Role.PROXY, "RelatedPerson/rp-" + patient, patient, visit, OpenChart.PORTAL_SCOPE);
      case 1, 4 ->
          chart.openForLong(
              Role.MEDICAL_ASSISTANT, SHARED_DOCTOR, patient, visit, OpenChart.STAFF_SCOPE);
      case 3 ->
          chart.openForLong(
              Role.PATIENT, "Patient/" + patient, patient, visit, OpenChart.PORTAL_SCOPE);
      default ->
          chart.openForLong(
              Role.CLINICIAN,
              "Practitioner/doctor-" + number,
              patient,
              visit,
              OpenChart.STAFF_SCOPE);
    };
  }

  private static Author author(Launch launch) {
    FhirUser user = launch.fhirUser();
    return switch (user.type()) {
      case "Patient" -> new Author.Patient(user.id(), null);
      case "RelatedPerson" -> new Author.RelatedPerson(user.id(), null, null);
      default -> new Author.Practitioner(user.id(), null, null);
    };
  }

  private static Visit visit(Launch launch) {
    return new Visit("visit-" + launch.patientId(), null, null, null, null);
  }

  private static PartneringPreference preference(String words) {
    return new PartneringPreference(words, DecisionPart.I_DECIDE, Set.of(), Map.of());
  }

  private static AgendaItem item(String words) {
    return new AgendaItem(
        AgendaService.newId(),
        Origin.PERSON,
        words,
        "",
        null,
        null,
        LocalDate.now(ZoneId.systemDefault()),
        false,
        false);
  }

  private static String mine(String words, Launch launch) {
    return Markers.mark(words, launch.ehr().id(), launch.patientId());
  }

  private static void load(FakeEhr ehr, String ehrId, String patient) {
    String mark = Markers.mark("", ehrId, patient);
    String now = OffsetDateTime.now(ZoneId.systemDefault()).withNano(0).toString();
    ehr.load(
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "Patient", "id": "PX",
            "name": [{"given": ["GivenMARK"], "family": "FamilyMARK"}]}},
          {"resource": {"resourceType": "Encounter", "id": "visit-PX", "status": "in-progress",
            "class": {"code": "AMB"}, "subject": {"reference": "Patient/PX"},
            "period": {"start": "NOW"},
            "serviceProvider": {"reference": "Organization/1", "display": "ClinicMARK"}}},
          {"resource": {"resourceType": "RelatedPerson", "id": "rp-PX", "active": true,
            "patient": {"reference": "Patient/PX"}, "name": [{"text": "MotherMARK"}]}},
          {"resource": {"resourceType": "Goal", "id": "goal-PX", "lifecycleStatus": "active",
            "description": {"text": "To walk to the lakeMARK"},
            "subject": {"reference": "Patient/PX"}}},
          {"resource": {"resourceType": "ServiceRequest", "id": "order-PX", "status": "active",
            "intent": "order", "code": {"text": "Breathing testMARK"},
            "occurrenceDateTime": "NOW", "subject": {"reference": "Patient/PX"}}},
          {"resource": {"resourceType": "Observation", "id": "preference-PX", "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "95541-9"}]},
            "effectiveDateTime": "NOW", "valueString": "Tell me straightMARK",
            "performer": [{"reference": "Patient/PX"}], "subject": {"reference": "Patient/PX"}}}]}
        """
            .replace("PX", patient)
            .replace("MARK", mark)
            .replace("NOW", now));
  }

  @Override
  public void close() {
    ehrs.forEach(FakeEhr::close);
  }
}
