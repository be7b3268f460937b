package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.app.agenda.AgendaStore.Row;
import org.flippedvisit.app.agenda.AgendaStore.Stored;
import org.flippedvisit.app.store.KeepProperties;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Old agendas go when everything on them is done; what waits never disappears or comes back. */
@AppTest
@Tag("store")
class AgendaRetentionTest {
  private static final LocalDate BEFORE = LocalDate.of(2025, 1, 1);
  private static final Fate DONE = new Fate.Discussed("done");
  private static final Fate WAITS = new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "");

  private final AgendaStore store;
  private final JdbcClient database;
  private final Clock clock;
  private final PatientKey noah = new PatientKey("r-" + UUID.randomUUID(), "", "noah");

  AgendaRetentionTest(AgendaStore store, JdbcClient database, Clock clock) {
    this.store = store;
    this.database = database;
    this.clock = clock;
  }

  @Test
  void removesClosedOldAgendaOnWhichEverythingIsDone() {
    assertGoes(List.of(row("2024-01-01", closed(item("a", DONE)))), "2024-01-01");
  }

  @Test
  void keepsWhatIsYoungOrWasNeverClosed() {
    assertGoes(
        List.of(
            row("2024-01-01", agenda(item("a", DONE))),
            row("2025-01-01", closed(item("b", DONE)))));
  }

  @Test
  void keepsAgendaOfWhichAnItemStillWaits() {
    assertGoes(List.of(row("2024-01-01", closed(item("a", WAITS), item("b", DONE)))));
  }

  @Test
  void removesAgendaWhoseItemsWereDoneLater() {
    assertGoes(
        List.of(
            row("2024-01-01", closed(item("a", WAITS))),
            row("2024-02-01", closed(item("a", DONE)))),
        "2024-01-01",
        "2024-02-01");
    assertGoes(
        List.of(
            row("2024-01-01", closed(item("a", WAITS))),
            row("2025-02-01", agenda(item("a", DONE)))),
        "2024-01-01");
  }

  /** Without the later agenda the item would wait again, though it was done. */
  @Test
  void keepsAgendaThatSaysAnItemIsDoneWhileAnOlderOneSaysItWaits() {
    assertGoes(
        List.of(
            row("2024-01-01", agenda(item("a", WAITS))),
            row("2024-02-01", closed(item("a", DONE)))));
    assertGoes(
        List.of(
            row("2024-01-01", agenda(item("a", WAITS))),
            row("2024-02-01", closed(item("a", DONE), item("b", WAITS))),
            row("2024-03-01", closed(item("b", DONE))),
            row("2024-04-01", closed(item("c", DONE)))),
        "2024-04-01");
  }

  @Test
  void changesNothingOfWhatWaits() {
    save("v1", closed(item("a", WAITS), item("b", WAITS)));
    save("v2", closed(item("a", DONE), item("c", DONE)));
    save("v3", closed(item("d", DONE)));
    database
        .sql("update agenda set visit_on = ? where record = ?")
        .params(LocalDate.of(2020, 1, 1), noah.record())
        .update();
    List<AgendaItem> before = store.waiting(noah, "now");

    retention(new KeepProperties(null, null, null, null)).remove();
    assertThat(store.all(noah)).hasSize(3);
    retention(new KeepProperties(null, null, null, Period.ofYears(1))).remove();

    assertThat(store.all(noah)).extracting(Row::visit).containsExactlyInAnyOrder("v1", "v2");
    assertThat(store.waiting(noah, "now")).isEqualTo(before).hasSize(1);
  }

  @Test
  void removesNothingThatSomebodyHasChangedMeanwhile() {
    save("v1", closed(item("a", DONE)));
    Row read = store.all(noah).getFirst();
    store.save(noah, "v1", read.stored(), agenda(item("a", WAITS)));

    assertThat(store.remove(noah, read)).isFalse();
    assertThat(store.all(noah)).hasSize(1);
  }

  private AgendaRetention retention(KeepProperties keep) {
    return new AgendaRetention(store, keep, clock);
  }

  private void save(String visit, Agenda agenda) {
    assertThat(store.save(noah, visit, store.find(noah, visit), agenda)).isTrue();
  }

  private static void assertGoes(List<Row> all, String... visits) {
    assertThat(AgendaRetention.done(all, BEFORE)).extracting(Row::visit).containsExactly(visits);
  }

  /** The visit's key is its day, here. */
  private static Row row(String day, Agenda agenda) {
    return new Row(day, LocalDate.parse(day), new Stored(agenda, 1));
  }

  private static Agenda agenda(AgendaItem... items) {
    return new Agenda(List.of(items), null);
  }

  private static Agenda closed(AgendaItem... items) {
    return agenda(items)
        .closed(
            new Closing(
                Closing.Covered.YES, "", new Author.Patient("noah", "Noah"), Instant.EPOCH));
  }

  private static AgendaItem item(String id, @Nullable Fate fate) {
    return new AgendaItem(
        new AgendaItemId(id),
        Origin.PERSON,
        "words of " + id,
        "",
        null,
        fate,
        LocalDate.of(2024, 1, 1),
        false,
        false);
  }
}
