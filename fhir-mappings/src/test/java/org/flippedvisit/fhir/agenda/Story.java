package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.note.VisitNoteText;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** One person's visits in a row, as the app would run them, without the app. */
final class Story {
  private static final ZoneOffset CLINIC = ZoneOffset.ofHours(-4);

  private final List<Resource> chart;
  private final PatientSummary patient;
  private final Author author;
  private final Locale language;
  private final List<PreVisitResponse> said = new ArrayList<>();
  private final List<EarlierFate.Visit> earlier = new ArrayList<>();
  private Agenda agenda = Agenda.EMPTY;
  private LocalDate day = LocalDate.EPOCH;
  private List<PreVisitResponse> voices = List.of();
  private int ids;

  Story(String person, String doctor, Locale language) {
    chart = FhirJson.entries(Charts.json(person, Charts.ANCHOR));
    patient = PatientMapper.fromFhir(chart).value().orElseThrow();
    author = new Author.Practitioner("doctor", doctor, null);
    this.language = language;
  }

  static PreVisitResponse response(Author who, LocalDate on, PreVisitAnswers answers) {
    return new PreVisitResponse(
        "today",
        null,
        answers,
        who,
        who,
        ClinicalTime.of(on.minusDays(1).atTime(LocalTime.NOON).atOffset(CLINIC)),
        PreVisitResponse.Status.COMPLETED,
        null);
  }

  /** The next visit: what waits, what the chart said on that day, and today's answers. */
  void open(LocalDate on, PreVisitResponse... answers) {
    List<AgendaItem> waiting = EarlierFate.remember(waiting(), earlier);
    List<Resource> known =
        chart.stream().filter(one -> isKnown(one, on)).map(one -> asOf(one, on)).toList();
    voices =
        answers.length > 0
            ? List.of(answers)
            : PreVisitMapper.fromFhir(known).value().stream()
                .filter(response -> isFor(response, on))
                .toList();
    said.addAll(voices);
    List<AgendaItem> fromTeam =
        EarlierFate.remember(
            TeamItems.fromFhir(known, on, language, this::newId, Set.of()).value(), earlier);
    agenda =
        AgendaMerge.of(Agenda.EMPTY, waiting, PersonItems.of(voices, on, this::newId), fromTeam);
    day = on;
  }

  private AgendaItemId newId() {
    return new AgendaItemId("item-" + ids++);
  }

  private static boolean isFor(PreVisitResponse response, LocalDate on) {
    return !response.authoredAt().firstDay(CLINIC).isBefore(on.minusDays(7));
  }

  /** What was in the chart when the visit began. */
  private static boolean isKnown(Resource resource, LocalDate on) {
    return switch (resource) {
      case Observation one -> isBefore((BaseDateTimeType) one.getEffective(), on);
      case ServiceRequest one -> isBefore(one.getAuthoredOnElement(), on);
      case MedicationRequest one -> isBefore(one.getAuthoredOnElement(), on);
      case QuestionnaireResponse one -> isBefore(one.getAuthoredElement(), on);
      case Encounter one -> isBefore(one.getPeriod().getStartElement(), on);
      default -> true;
    };
  }

  /** A visit of an earlier day is over. */
  private static Resource asOf(Resource resource, LocalDate on) {
    return resource instanceof Encounter one
            && isBefore(one.getPeriod().getStartElement(), on.minusDays(1))
        ? one.copy().setStatus(Encounter.EncounterStatus.FINISHED)
        : resource;
  }

  private static boolean isBefore(@Nullable BaseDateTimeType time, LocalDate on) {
    Optional<ClinicalTime> at = ClinicalTimeMapper.fromFhir(time);
    return at.isEmpty() || !at.get().firstDay(CLINIC).isAfter(on);
  }

  /** What was put off at all visits so far. */
  List<AgendaItem> waiting() {
    return AgendaMerge.waiting(earlier.stream().map(EarlierFate.Visit::agenda).toList());
  }

  Agenda agenda() {
    return agenda;
  }

  BlockedDays blockedDays() {
    return BlockedDays.of(said);
  }

  List<PatientConcern> concerns() {
    return voices.stream().flatMap(response -> response.concern().stream()).toList();
  }

  List<JoinSuggestion> suggestions() {
    return JoinSuggestions.of(agenda, language);
  }

  /** The item with these words in its own, or in what is joined to it. */
  AgendaItem item(String words) {
    List<AgendaItem> found =
        agenda.items().stream()
            .filter(item -> item.all().anyMatch(one -> says(one, words)))
            .toList();
    assertThat(found).as("%s in%n%s", words, AgendaLines.of(agenda)).hasSize(1);
    return found.getFirst();
  }

  private static boolean says(AgendaItem item, String words) {
    return (item.words() + item.why()).contains(words);
  }

  void fate(String words, Fate fate) {
    AgendaItem item = item(words);
    assertThat(item.fate()).as(words).isNull();
    agenda = agenda.withFate(item.id(), fate);
  }

  void rest(Fate fate) {
    for (AgendaItem item : agenda.items()) {
      if (item.fate() == null) {
        agenda = agenda.withFate(item.id(), fate);
      }
    }
  }

  void add(String words) {
    add(words, Origin.TEAM);
  }

  void addForPerson(String words) {
    add(words, Origin.PERSON);
  }

  private void add(String words, Origin origin) {
    agenda =
        agenda.withItemAdded(
            new AgendaItem(newId(), origin, words, "", null, null, day, false, false));
  }

  /** Joins two items, but only if that is what is suggested. */
  JoinSuggestion joinWhatIsSuggested(String persons, String others) {
    AgendaItem one = item(persons);
    AgendaItem other = item(others);
    JoinSuggestion suggestion =
        suggestions().stream()
            .filter(pair -> pair.one().equals(one.id()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is suggested for " + persons));
    assertThat(suggestion.other()).as(suggestion.reason()).isEqualTo(other.id());
    agenda = agenda.withItemsJoined(one.id(), other.id());
    return suggestion;
  }

  void close(Closing.Covered covered, String remark) {
    agenda = agenda.closed(new Closing(covered, remark, author, closedAt().toInstant()));
    earlier.add(new EarlierFate.Visit(day, agenda));
  }

  private OffsetDateTime closedAt() {
    return day.atTime(10, 40).atOffset(CLINIC);
  }

  /** What is published. */
  String note() {
    String aim =
        voices.stream().map(response -> response.answers().worthwhile()).findFirst().orElse("");
    return VisitNoteText.compose(
        new VisitSummary(
            patient, concerns(), aim, agenda, author, closedAt(), null, language, null),
        People.KEY);
  }
}
