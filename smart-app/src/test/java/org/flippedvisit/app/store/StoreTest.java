package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.store.RecordedEntries.Kind;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.TestStore;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.HowOverall;
import org.flippedvisit.fhir.previsit.InTheWay;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The app's own store: what goes in comes out, for the same person only, and is not in clear. */
@AppTest
@Tag("store")
class StoreTest {
  private static final PreVisitAnswers ANSWERS =
      new PreVisitAnswers(
          AnsweringAs.SELF,
          "I can't keep up\nwith my team “any more” – ¿por qué? 🏒",
          ConcernKind.WORRY,
          List.of(new LifeEvent("Semi-final", LocalDate.of(2026, 10, 20), true)),
          "Knowing whether I can play",
          HowOverall.WORSE,
          InTheWay.A_LOT,
          7,
          "My cough diary");

  private static final int MORE_THAN_CONNECTIONS = 15;

  private final Drafts drafts;
  private final RecordedEntries recorded;
  private final PhiCipher cipher;
  private final JdbcClient database;
  private final PatientKey noah = new PatientKey("r-" + UUID.randomUUID(), "north", "noah");

  StoreTest(Drafts drafts, RecordedEntries recorded, PhiCipher cipher, JdbcClient database) {
    this.drafts = drafts;
    this.recorded = recorded;
    this.cipher = cipher;
    this.database = database;
  }

  @Test
  void keepsLatestDraftWordForWord() {
    DraftKey key = draft(noah, "v1", "Patient/noah");
    drafts.save(key, PreVisitAnswers.ofConcern("I can't ke", null));
    var savedAt = drafts.save(key, ANSWERS);

    var found = drafts.find(key, PreVisitAnswers.class).orElseThrow();

    assertThat(found.value()).isEqualTo(ANSWERS);
    assertThat(found.savedAt()).isCloseTo(savedAt, within(1, ChronoUnit.MILLIS));
  }

  @Test
  void keepsDraftsOfTwoPeopleApart() {
    drafts.save(draft(noah, "v1", "Patient/noah"), PreVisitAnswers.ofConcern("his", null));
    drafts.save(
        draft(noah, "v1", "RelatedPerson/noah-ingrid"), PreVisitAnswers.ofConcern("hers", null));

    assertThat(concern(draft(noah, "v1", "Patient/noah"))).containsExactly("his");
    assertThat(concern(draft(noah, "v1", "RelatedPerson/noah-ingrid"))).containsExactly("hers");
    for (DraftKey other :
        List.of(
            draft(noah, "v2", "Patient/noah"),
            draft(new PatientKey(noah.record(), "south", "noah"), "v1", "Patient/noah"),
            draft(new PatientKey(noah.record(), "north", "amina"), "v1", "Patient/noah"),
            draft(new PatientKey("elsewhere", "north", "noah"), "v1", "Patient/noah"),
            new DraftKey(noah, "v1", "Patient/noah", "preference"))) {
      assertThat(concern(other)).as(other.toString()).isEmpty();
    }
  }

  @Test
  void keepsOneDraftWhereSeveralTabsSaveTheFirstTogether() throws Exception {
    for (int visit = 0; visit < 20; visit++) { // the gap between looking and inserting is small
      DraftKey key = draft(noah, "v" + visit, "Patient/noah");

      Together.run(8, () -> drafts.save(key, ANSWERS));

      assertThat(concern(key)).containsExactly(ANSWERS.concern());
    }
  }

  @Test
  void removesOneDraftOnly() {
    drafts.save(draft(noah, "v1", "Patient/noah"), ANSWERS);
    drafts.save(draft(noah, "v2", "Patient/noah"), ANSWERS);

    drafts.remove(draft(noah, "v1", "Patient/noah"));

    assertThat(concern(draft(noah, "v1", "Patient/noah"))).isEmpty();
    assertThat(concern(draft(noah, "v2", "Patient/noah"))).isNotEmpty();
  }

  @Test
  void findsWhatOnePersonBeganAtAnyVisitNewestFirst() throws InterruptedException {
    drafts.save(draft(noah, "v1", "Patient/noah"), PreVisitAnswers.ofConcern("first", null));
    Thread.sleep(2); // the two must not have one and the same time
    drafts.save(draft(noah, "v2", "Patient/noah"), PreVisitAnswers.ofConcern("second", null));
    drafts.save(draft(noah, "v1", "RelatedPerson/noah-ingrid"), ANSWERS);
    drafts.save(new DraftKey(noah, "v1", "Patient/noah", "other"), ANSWERS);
    PatientKey amina = new PatientKey(noah.record(), noah.tenant(), "amina");

    assertThat(drafts.begun(noah, "Patient/noah", "pre", PreVisitAnswers.class))
        .extracting(found -> found.key().visit() + " " + found.value().concern())
        .containsExactly("v2 second", "v1 first");
    assertThat(drafts.begun(amina, "Patient/noah", "", PreVisitAnswers.class)).isEmpty();
    assertThat(drafts.begun(noah, "Patient/noa", "", PreVisitAnswers.class)).isEmpty();
  }

  @Test
  void removesDraftThatBecameSomethingOnlyWhileItStillSaysTheSame() {
    DraftKey key = draft(noah, "v1", "Patient/noah");
    drafts.save(key, ANSWERS);

    drafts.removeIfStill(key, PreVisitAnswers.ofConcern("something else", null));
    assertThat(concern(key)).isNotEmpty();
    drafts.removeIfStill(key, ANSWERS);
    assertThat(concern(key)).isEmpty();
    drafts.removeIfStill(key, ANSWERS);
  }

  @Test
  void keepsEntriesOfOnePersonNewestFirst() throws InterruptedException {
    WriteKey first = new WriteKey(UUID.randomUUID().toString());
    WriteKey second = new WriteKey(UUID.randomUUID().toString());
    recorded.add(noah, "v1", Kind.PREVISIT, first, ANSWERS);
    Thread.sleep(2); // the two must not have one and the same time
    recorded.add(noah, "v2", Kind.PREVISIT, second, PreVisitAnswers.EMPTY);

    assertThat(recorded.all(noah, Kind.PREVISIT, PreVisitAnswers.class))
        .containsExactly(
            new RecordedEntries.Entry<>(PreVisitAnswers.EMPTY, second),
            new RecordedEntries.Entry<>(ANSWERS, first));
    assertThat(recorded.all(noah, Kind.PREFERENCE, PreVisitAnswers.class)).isEmpty();
    PatientKey amina = new PatientKey(noah.record(), noah.tenant(), "amina");
    assertThat(recorded.all(amina, Kind.PREVISIT, PreVisitAnswers.class)).isEmpty();
  }

  @Test
  void findsOneEntryAndGivesItsConnectionBackEachTime() {
    WriteKey key = new WriteKey(UUID.randomUUID().toString());
    recorded.add(noah, "v1", Kind.SENT_FORM, key, ANSWERS);

    for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
      assertThat(recorded.find(noah, Kind.SENT_FORM, key, PreVisitAnswers.class)).contains(ANSWERS);
      assertThat(recorded.find(noah, Kind.PREVISIT, key, PreVisitAnswers.class)).isEmpty();
    }
  }

  @Test
  void opensNoTextInAnotherPersonsRow() {
    byte[] sealed = cipher.seal("his words", noah.row("draft", "v1"));

    assertThat(cipher.open(sealed, noah.row("draft", "v1"))).isEqualTo("his words");
    String other = new PatientKey(noah.record(), noah.tenant(), "amina").row("draft", "v1");
    assertThatThrownBy(() -> cipher.open(sealed, other))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .doesNotContain("amina", "his words");
  }

  @Test
  void opensNoDraftThatWasMovedToAnotherPerson() {
    drafts.save(draft(noah, "v1", "Patient/noah"), ANSWERS);
    database
        .sql("update draft set patient_id = 'amina' where record = ?")
        .param(noah.record())
        .update();

    PatientKey amina = new PatientKey(noah.record(), noah.tenant(), "amina");
    assertThatThrownBy(() -> concern(draft(amina, "v1", "Patient/noah")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sealsSameTextDifferentlyEachTime() {
    assertThat(cipher.seal("same", "row")).isNotEqualTo(cipher.seal("same", "row"));
  }

  @Test
  void hasNoClinicalWordInItsFiles() throws IOException {
    String words = "Zebrafinch-" + UUID.randomUUID();
    drafts.save(draft(noah, "v1", "Patient/noah"), PreVisitAnswers.ofConcern(words, null));
    recorded.add(
        noah,
        "v1",
        Kind.PREVISIT,
        new WriteKey(UUID.randomUUID().toString()),
        PreVisitAnswers.ofConcern(words, null));
    database.sql(TestStore.checkpoint()).update();

    String files = TestStore.bytes();
    assertThat(files).as("it is the right file").contains(noah.record());
    assertThat(files).doesNotContain(words);
  }

  private List<String> concern(DraftKey key) {
    return drafts.find(key, PreVisitAnswers.class).stream()
        .map(draft -> draft.value().concern())
        .toList();
  }

  private static DraftKey draft(PatientKey patient, String visit, String user) {
    return new DraftKey(patient, visit, user, "previsit");
  }
}
