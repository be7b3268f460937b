package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.app.preference.AskingRoom.MOTHER;
import static org.flippedvisit.app.preference.AskingRoom.SON;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.preference.FormerNote;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who save at the same moment: both are kept, and nobody's takes the other's place unseen. */
@AppTest
class TwoAtOnceTest {
  private final FakeEhr ehr = AskingRoom.ehr();
  private final PreferenceService preferences;
  private final OpenChart chart;
  private final AskingRoom room;

  TwoAtOnceTest(Launches launches, PreferenceService preferences, PatientService patients) {
    this.preferences = preferences;
    chart = new OpenChart(launches, ehr);
    room = new AskingRoom(ehr, chart, preferences, patients);
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  /** One of the two. */
  private record Saver(Launch launch, RecordedPreference said) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsBothOfTwoAssistants(boolean isTakenAsNote) throws Exception {
    if (!isTakenAsNote) {
      ehr.withoutCreate("DocumentReference").withoutCreate("Observation");
    }
    String first = AskingRoom.newWords();
    String second = AskingRoom.newWords();

    together(saver(room.byAssistant(), SON, first), saver(room.byAssistant(), SON, second));

    assertBothAreKept(first, second);
  }

  @Test
  void keepsWhatThePatientSaysThemselvesAndWhatTheAssistantTypes() throws Exception {
    String own = AskingRoom.newWords();
    String typed = AskingRoom.newWords();

    together(saver(room.bySon(), SON, own), saver(room.byAssistant(), SON, typed));

    assertBothAreKept(own, typed);
    assertThat(room.inTheChart(own).getFirst().at("/author/0/reference").asText())
        .isEqualTo("Patient/noah");
    assertThat(room.inTheChart(typed).getFirst().at("/author/0/reference").asText())
        .isEqualTo("Practitioner/lena-ortiz");
  }

  @Test
  void keepsBothTabsOfOnePerson() throws Exception {
    String first = AskingRoom.newWords();
    String second = AskingRoom.newWords();

    together(saver(room.bySon(), SON, first), saver(room.bySon(), SON, second));

    assertBothAreKept(first, second);
  }

  @Test
  void findsTheNewestOfEachVoice() throws Exception {
    String his = AskingRoom.newWords();
    String hers = AskingRoom.newWords();

    together(
        saver(chart.byProxy(INGRID.id(), NOAH.id()), MOTHER, hers),
        saver(room.byAssistant(), SON, his));

    List<PreferenceOnFile> voices = preferences.preferences(room.byDoctor()).join().ofEachVoice();
    assertThat(voices).hasSize(2);
    assertThat(voices.getFirst().line()).as("the patient's own first").startsWith(his);
    assertThat(voices.getLast().line()).startsWith(hers);
  }

  @Test
  void replacesNoNoteThatWasNotSeen() throws Exception {
    room.record(room.byAssistant(), SON, AskingRoom.newWords());
    String first = AskingRoom.newWords();
    String second = AskingRoom.newWords();
    Saver one = replacing(saver(room.byAssistant(), SON, first));
    Saver other = replacing(saver(room.byAssistant(), SON, second));

    together(one, other);

    String seen = one.said().replaces() == null ? "" : one.said().replaces().reference();
    assertThat(seen).startsWith("DocumentReference/");
    for (String words : List.of(first, second)) {
      JsonNode note = room.inTheChart(words).getFirst();
      assertThat(note.path("status").asText()).isEqualTo("current");
      assertThat(note.at("/relatesTo/0/target/reference").asText()).isEqualTo(seen);
    }
    assertThat(ehr.requestsTo(Interaction.update("DocumentReference")))
        .allMatch(update -> update.path().endsWith(seen));
  }

  private Saver replacing(Saver saver) {
    FormerNote former =
        PreferenceNoteText.former(preferences.formerNotes(saver.launch()).join(), saver.said())
            .orElseThrow();
    return new Saver(saver.launch(), saver.said().replacing(former));
  }

  private Saver saver(Launch launch, Author saidBy, String words) {
    return new Saver(launch, room.said(launch, saidBy, words));
  }

  private void together(Saver... savers) throws Exception {
    var turn = new AtomicInteger();
    List<PreferenceSaved> saved =
        Together.run(
            savers.length,
            () -> {
              Saver mine = savers[turn.getAndIncrement()];
              return preferences.record(mine.launch(), mine.said(), WriteLedger.newKey());
            });
    assertThat(saved).allMatch(one -> one.note().isInTheChart());
  }

  private void assertBothAreKept(String first, String second) {
    assertThat(room.inTheChart(first)).hasSize(1);
    assertThat(room.inTheChart(second)).hasSize(1);
    Preferences found = preferences.preferences(room.byDoctor()).join();
    assertThat(found.all()).filteredOn(one -> one.line().startsWith(first)).hasSize(1);
    assertThat(found.all()).filteredOn(one -> one.line().startsWith(second)).hasSize(1);
    PreferenceOnFile now = found.current().orElseThrow();
    assertThat(now.line()).containsAnyOf(first, second);
    assertThat(found.all())
        .filteredOn(one -> !one.equals(now))
        .anyMatch(one -> one.line().contains(now.line().startsWith(first) ? second : first));
    Preferences again = preferences.preferences(room.byAssistant()).join();
    assertThat(again.current()).as("the same for everybody").contains(now);
    assertThat(again.all()).isEqualTo(found.all());
  }
}
