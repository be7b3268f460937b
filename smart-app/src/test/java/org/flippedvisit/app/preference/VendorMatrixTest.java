package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.app.preference.AskingRoom.SON;
import static org.flippedvisit.fixtures.fakeehr.Vendor.ATHENAHEALTH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.EPIC;
import static org.flippedvisit.fixtures.fakeehr.Vendor.MEDITECH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.ORACLE_HEALTH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.PLAIN_HAPI;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Ehr.Writing;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Way;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.ShownWords;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Vendor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One preference at every EHR as its vendor documents it: what is chosen, what the page says before
 * and after, what the chart has then, and what the next one who opens it reads.
 */
@AppTest
class VendorMatrixTest {
  private static final String SAVED = "The shared note: saved in the chart at ";
  private static final String AS_ANSWERS =
      "The shared note: saved in the chart as an answered questionnaire at ";
  private static final String NO_CODED =
      "The coded entry cannot go into the chart. This chart does not take it.";
  private static final String GOES_AS_ANSWERS =
      NO_CODED
          + " | The shared note goes into this chart as an answered questionnaire: it does not take"
          + " notes from here.";
  private static final String NO_LEAVE =
      "The shared note: kept here, not in the chart. This sign-in does not permit it.";
  private static final String NOT_ACCEPTED =
      "The shared note: kept here, not in the chart. The chart did not accept it.";
  private static final String ANSWERS = "QuestionnaireResponse";
  private static final String NOTE = "DocumentReference";
  private static final String MESSAGE = "Communication";

  /** Longer than the app waits for an answer, and takes to look once. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private final FakeEhr ehr = AskingRoom.ehr();
  private final Launches launches;
  private final PreferenceService preferences;
  private final PatientService patients;
  private final WriteLedger ledger;
  private final ServletContext app;

  VendorMatrixTest(
      Launches launches,
      PreferenceService preferences,
      PatientService patients,
      WriteLedger ledger,
      ServletContext app) {
    this.launches = launches;
    this.preferences = preferences;
    this.patients = patients;
    this.ledger = ledger;
    this.app = app;
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  /**
   * A site of a vendor.
   *
   * @param writing what its configuration says
   * @param noteType its type of shared notes
   */
  record Site(
      String name,
      Vendor vendor,
      Consumer<FakeEhr> peculiarity,
      Map<String, Writing> writing,
      String noteType) {
    static Site of(Vendor vendor) {
      return new Site(vendor.name(), vendor, ehr -> {}, Map.of(), "81338-6");
    }

    Site where(String what, Consumer<FakeEhr> other) {
      return new Site(name + ", " + what, vendor, peculiarity.andThen(other), writing, noteType);
    }

    Site without(String resourceType) {
      return new Site(
          name + ", " + resourceType + " off",
          vendor,
          peculiarity,
          Map.of(resourceType, Writing.OFF),
          noteType);
    }

    Site withNotesOf(String type) {
      return new Site(name + ", notes of " + type, vendor, peculiarity, writing, type);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Site ORACLE =
      Site.of(ORACLE_HEALTH).where("links", FakeEhr::withLinkedAttachments);
  private static final Site EPIC_NOTES = Site.of(EPIC).withNotesOf("11506-3");

  static Stream<Arguments> sites() {
    return Stream.of(
        arguments(ORACLE, false, NOTE, "", SAVED, NOTE),
        arguments(ORACLE.without("Observation"), false, NOTE, NO_CODED, SAVED, NOTE),
        arguments(ORACLE, true, null, "", NO_LEAVE, null),
        arguments(EPIC_NOTES, false, NOTE, "", SAVED, NOTE),
        arguments(
            EPIC_NOTES.where("no read API", ehr -> ehr.withoutReadApi(NOTE)),
            false,
            NOTE,
            "",
            SAVED,
            null),
        arguments(
            Site.of(EPIC)
                .where(
                    "questionnaire assigned",
                    ehr ->
                        ehr.withAssignedQuestionnaire(
                            "https://flippedvisit.org/fhir/Questionnaire/partnering-preference")),
            false,
            ANSWERS,
            "",
            AS_ANSWERS,
            ANSWERS),
        arguments(Site.of(EPIC), false, null, "", NOT_ACCEPTED, null),
        arguments(EPIC_NOTES, true, null, "", NOT_ACCEPTED, null),
        arguments(Site.of(ATHENAHEALTH), false, ANSWERS, GOES_AS_ANSWERS, AS_ANSWERS, ANSWERS),
        arguments(Site.of(ATHENAHEALTH), true, ANSWERS, GOES_AS_ANSWERS, AS_ANSWERS, ANSWERS),
        arguments(Site.of(MEDITECH), false, ANSWERS, GOES_AS_ANSWERS, AS_ANSWERS, ANSWERS),
        arguments(Site.of(MEDITECH), true, ANSWERS, GOES_AS_ANSWERS, AS_ANSWERS, ANSWERS),
        arguments(
            Site.of(MEDITECH).without(ANSWERS),
            false,
            MESSAGE,
            GOES_AS_ANSWERS.replace("an answered questionnaire", "a message"),
            "The shared note: saved in the chart as a message at ",
            MESSAGE),
        arguments(Site.of(PLAIN_HAPI), false, NOTE, "", SAVED, "Observation"),
        arguments(Site.of(PLAIN_HAPI), true, NOTE, "", SAVED, "Observation"),
        arguments(
            Site.of(PLAIN_HAPI)
                .where(
                    "no create at all",
                    ehr ->
                        ehr.withoutCreate(NOTE)
                            .withoutCreate(ANSWERS)
                            .withoutCreate(MESSAGE)
                            .withoutCreate("Observation")),
            false,
            null,
            "This cannot go into the chart. This chart does not take it.",
            "The shared note: kept here, not in the chart. This chart does not take it.",
            null));
  }

  /**
   * One row of the matrix.
   *
   * @param form as what it gets there; null where nothing of it does
   * @param before all that is said before somebody presses the button
   * @param after how the page begins to say what became of the note
   * @param readFrom where the next one reads it; null where it is kept here only
   */
  @ParameterizedTest(name = "{0}, by the patient: {1}")
  @MethodSource("sites")
  void takesTheBestFormThatTheEhrTakesAndSaysSo(
      Site site,
      boolean isByPatient,
      @Nullable String form,
      String before,
      String after,
      @Nullable String readFrom) {
    AskingRoom room = at(site);
    Launch launch = isByPatient ? room.bySon() : room.byAssistant();
    String words = AskingRoom.newWords();
    assertThat(saidBefore(launch)).isEqualTo(before);

    PreferenceSaved saved = room.record(launch, SON, words);

    assertThat(saidAfter(saved.note())).startsWith(after);
    assertThat(saved.text()).as("to copy").contains(words);
    assertStored(room, saved.note(), words, form);
    settleEverything(room);
    assertStored(room, saved.note(), words, form);
    assertNextReads(room, words, form != null, readFrom);
  }

  private void assertStored(AskingRoom room, Write note, String words, @Nullable String form) {
    List<JsonNode> stored = room.inTheChart(words);
    if (form == null) {
      assertThat(stored).isEmpty();
      assertThat(note.isInTheChart()).isFalse();
      return;
    }
    assertThat(stored).as("exactly one").hasSize(1);
    assertThat(stored.getFirst().path("resourceType").asText()).isEqualTo(form);
    assertThat(note.resourceReference())
        .isEqualTo(form + "/" + stored.getFirst().path("id").asText());
  }

  /** Whoever opens the chart next tries all that is open once more. */
  private void settleEverything(AskingRoom room) {
    Launch next = room.byDoctor();
    ledger.open(next).forEach(write -> ledger.settle(next, write));
  }

  private void assertNextReads(
      AskingRoom room, String words, boolean isThere, @Nullable String readFrom) {
    Preferences found = preferences.preferences(room.byDoctor()).join();
    PreferenceOnFile now = found.current().orElseThrow();
    assertThat(now.line()).startsWith(words);
    assertThat(now.saidBy()).extracting(Author::reference).isEqualTo("Patient/noah");
    assertThat(found.isKeptHere(now)).as("called kept here").isEqualTo(!isThere);
    if (readFrom != null) {
      assertThat(now.source()).startsWith(readFrom + "/");
    }
    assertThat(found.all()).filteredOn(one -> one.line().startsWith(words)).hasSize(1);
  }

  private String saidBefore(Launch launch) {
    try (var page = new ShownWords(app)) {
      var button =
          new SaveButton(
              "save",
              "keep",
              "save",
              Set.of(WriteKind.PREFERENCE_NOTE, WriteKind.PREFERENCE_CODED),
              pressed -> {},
              () -> "");
      PreferenceService.Ways ways = preferences.ways(launch);
      button.cannot(ways.whyNot());
      button.goesAs(ways.as());
      return page.of(button);
    }
  }

  private String saidAfter(Write write) {
    try (var page = new ShownWords(app)) {
      return page.of(new WriteText(write, () -> {}));
    }
  }

  private AskingRoom at(Site site) {
    ehr.behaveAs(site.vendor());
    site.peculiarity().accept(ehr);
    var chart = new OpenChart(launches, ehr, site.writing(), site.noteType());
    return new AskingRoom(ehr, chart, preferences, patients);
  }

  @Test
  void saysOfTheCodedEntryThatOracleTakesNoneOfItsKind() {
    AskingRoom room = at(ORACLE);

    PreferenceSaved saved = room.record(room.byAssistant(), SON, AskingRoom.newWords());

    assertThat(saidAfter(saved.coded()))
        .startsWith("The coded entry: kept here, not in the chart. The chart did not accept it.");
    assertThat(ehr.stored("Observation").toString()).doesNotContain(saved.coded().key().value());
  }

  @Test
  void tracesWhoSaidItWhereOneAgentIsTaken() {
    int before = ehr.stored("Provenance").size();
    AskingRoom room = at(ORACLE);

    PreferenceSaved saved = room.record(room.byAssistant(), SON, AskingRoom.newWords());

    Awaitility.await().until(() -> ehr.stored("Provenance").size() > before);
    JsonNode trace = ehr.stored("Provenance").getLast();
    assertThat(trace.at("/target/0/reference").asText())
        .isEqualTo(saved.note().versionedReference());
    assertThat(trace.path("agent")).hasSize(1);
    assertThat(trace.at("/agent/0/type/coding/0/code").asText()).isEqualTo("informant");
    assertThat(trace.at("/agent/0/who/reference").asText()).isEqualTo("Patient/noah");
    assertThat(ledger.open(room.byDoctor())).noneMatch(one -> one.kind() == WriteKind.PROVENANCE);
  }

  @Test
  void findsWhatEpicAnswersWithRelativeLocationAlone() {
    AskingRoom room = at(EPIC_NOTES);

    Write note = room.record(room.byAssistant(), SON, AskingRoom.newWords()).note();

    assertThat(note.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(note.versionId()).isNull();
    assertThat(note.versionedReference()).isEqualTo(note.resourceReference());
  }

  /** Epic and Oracle Health keep no link, and neither can mark the earlier note. */
  @ParameterizedTest
  @MethodSource("sitesThatKeepBothNotes")
  void readsTheNewestWhereTheEarlierNoteStaysCurrent(Site site) {
    AskingRoom room = at(site);
    String first = AskingRoom.newWords();
    String second = AskingRoom.newWords();
    ehr.fault(Interaction.update(NOTE), Fault.status(409));
    room.record(room.byAssistant(), SON, first);
    Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true); // times are in seconds

    Launch launch = room.byAssistant();
    var again = room.said(launch, SON, second);
    var former =
        org.flippedvisit.fhir.note.PreferenceNoteText.former(
            preferences.formerNotes(launch).join(), again);
    PreferenceSaved saved =
        preferences.record(launch, again.replacing(former.orElseThrow()), WriteLedger.newKey());

    assertThat(saved.note().isInTheChart()).isTrue();
    assertThat(saved.text()).contains("replaces the note of");
    assertThat(room.inTheChart(first)).as("nothing is taken away").hasSize(1);
    Preferences found = preferences.preferences(room.byDoctor()).join();
    assertThat(found.current().orElseThrow().line()).startsWith(second);
    assertThat(ledger.open(room.byDoctor()))
        .as("the earlier note is nobody's task")
        .noneMatch(one -> one.kind() == WriteKind.FORMER_NOTE);
  }

  static Stream<Site> sitesThatKeepBothNotes() {
    return Stream.of(ORACLE, EPIC_NOTES, Site.of(PLAIN_HAPI));
  }

  static Stream<Arguments> lostAnswers() {
    var all = new ArrayList<Arguments>();
    for (Site site :
        List.of(
            ORACLE,
            EPIC_NOTES,
            Site.of(ATHENAHEALTH),
            Site.of(MEDITECH),
            Site.of(MEDITECH).without(ANSWERS),
            Site.of(PLAIN_HAPI))) {
      for (Fault fault :
          List.of(
              Fault.STORED_THEN_RESET,
              Fault.STORED_THEN_500,
              Fault.storedThenTimeout(Duration.ofSeconds(30)))) {
        for (Order order : Order.values()) {
          all.add(arguments(site, fault.once(), order));
        }
      }
    }
    return all.stream();
  }

  /** How those who open the chart go about a write that nobody knows about. */
  enum Order {
    THE_SAME_PERSON_LOOKS,
    THE_NEXT_PERSON_LOOKS_TWICE,
    TWO_LOOK_TOGETHER,
    SOMEBODY_SEES_IT_BEFORE_ANYBODY_ASKS
  }

  /** Each at an EHR of its own; a third of them wait until the app has waited long enough. */
  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("lostAnswers")
  @Execution(ExecutionMode.CONCURRENT)
  void hasExactlyOneWhereTheAnswerWasLost(Site site, Fault fault, Order order) throws Exception {
    AskingRoom room = at(site);
    Launch launch = room.byAssistant();
    String words = AskingRoom.newWords();
    String form =
        ledger.way(launch, WriteKind.PREFERENCE_NOTE).map(Way::resourceType).orElseThrow();
    ehr.fault(Interaction.create(form), fault);

    Write lost = room.record(launch, SON, words).note();

    assertThat(lost.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(saidAfter(lost)).contains("We do not know whether it reached the chart.");
    assertThat(room.inTheChart(words)).hasSize(1);
    Write settled = settle(room, launch, lost, order);
    assertThat(settled.isOpen()).isFalse();
    assertThat(room.inTheChart(words)).as("exactly one").hasSize(1);
    assertThat(ehr.requestsTo(Interaction.create(form))).as("sent once").hasSize(1);
    if (order != Order.SOMEBODY_SEES_IT_BEFORE_ANYBODY_ASKS) {
      assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    }
  }

  private Write settle(AskingRoom room, Launch launch, Write lost, Order order) throws Exception {
    Launch next = room.byDoctor();
    return switch (order) {
      case THE_SAME_PERSON_LOOKS -> ledger.settle(launch, lost);
      case THE_NEXT_PERSON_LOOKS_TWICE -> {
        ledger.settle(next, lost);
        yield ledger.settle(next, lost);
      }
      case TWO_LOOK_TOGETHER -> {
        Together.run(2, () -> ledger.settle(next, lost));
        yield ledger.find(next, lost.key()).orElseThrow();
      }
      case SOMEBODY_SEES_IT_BEFORE_ANYBODY_ASKS -> {
        ledger.seenByPerson(next, lost, true);
        yield ledger.settle(next, lost);
      }
    };
  }

  static Stream<Site> sitesForLateNotes() {
    return Stream.of(
        ORACLE, EPIC_NOTES, Site.of(ATHENAHEALTH), Site.of(MEDITECH), Site.of(PLAIN_HAPI));
  }

  @ParameterizedTest
  @MethodSource("sitesForLateNotes")
  void hasExactlyOneWhereItArrivesAfterSomebodyLooked(Site site) {
    AskingRoom room = at(site);
    Launch launch = room.byAssistant();
    String words = AskingRoom.newWords();
    String form =
        ledger.way(launch, WriteKind.PREFERENCE_NOTE).map(Way::resourceType).orElseThrow();
    ehr.fault(Interaction.create(form), Fault.storedLate(LATE).once());
    Write lost = room.record(launch, SON, words).note();
    assertThat(lost.state()).isEqualTo(WriteState.UNKNOWN);

    Write looked = ledger.settle(launch, lost);

    boolean isSentAgain = site.vendor() == PLAIN_HAPI;
    if (!isSentAgain) {
      assertThat(looked.why()).isEqualTo(Why.NOT_FOUND_THERE);
      assertThat(looked.isOpen()).as("for somebody to decide").isTrue();
    }
    Awaitility.await()
        .pollDelay(isSentAgain ? LATE : Duration.ZERO) // there already; the first comes then
        .until(() -> !room.inTheChart(words).isEmpty());
    Write settled = ledger.settle(room.byDoctor(), looked);
    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(room.inTheChart(words)).as("exactly one").hasSize(1);
  }

  @Test
  void leavesItToAPersonWhereEpicGivesNoLeaveToRead() {
    AskingRoom room = at(EPIC_NOTES.where("no read API", one -> one.withoutReadApi(NOTE)));
    String words = AskingRoom.newWords();
    ehr.fault(Interaction.create(NOTE), Fault.STORED_THEN_RESET.once());
    Write lost = room.record(room.byAssistant(), SON, words).note();
    Launch next = room.byDoctor();

    Write asked = ledger.settle(next, lost);

    assertThat(asked.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(asked.isForAPersonToLook()).isTrue();
    assertThat(ledger.settle(next, asked).state()).isEqualTo(WriteState.UNKNOWN);
    try (var page = new ShownWords(app)) {
      assertThat(page.of(new WriteText(asked, () -> {}, Optional.empty(), there -> {})))
          .contains("The chart cannot be asked from here. Please look yourself:");
    }
    Write seen = ledger.seenByPerson(next, asked, true);
    assertThat(saidAfter(seen)).startsWith("The shared note: seen in the chart by somebody");
    assertThat(room.inTheChart(words)).hasSize(1);
    assertThat(ehr.requestsTo(Interaction.create(NOTE))).hasSize(1);
  }

  @Test
  void saysNothingOfANoteWhoseTextCannotBeRead() {
    AskingRoom room = at(ORACLE);
    String words = AskingRoom.newWords();
    ehr.fault(Interaction.create(NOTE), Fault.STORED_THEN_RESET.once());
    Write lost = room.record(room.byAssistant(), SON, words).note();
    ehr.fault(Interaction.read("Binary"), Fault.status(500));

    Write asked = ledger.settle(room.byDoctor(), lost);

    assertThat(asked.state()).as("not taken for not there").isEqualTo(WriteState.UNKNOWN);
    assertThat(asked.isForAPersonToLook()).isTrue();
    ehr.clearFaults();
    assertThat(ledger.settle(room.byDoctor(), asked).state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(room.inTheChart(words)).hasSize(1);
  }
}
