package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.Origin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One row a visit, never overwritten by somebody who has not seen it. */
@AppTest
@Tag("store")
class AgendaStoreTest {
  private static final Agenda ONE =
      Agenda.EMPTY.withItemAdded(
          new AgendaItem(
              AgendaService.newId(),
              Origin.PERSON,
              "Sleep",
              "",
              null,
              null,
              LocalDate.of(2026, 10, 13),
              false,
              false));

  private final AgendaStore store;
  private final PatientKey noah = new PatientKey("r-" + UUID.randomUUID(), "", "noah");

  AgendaStoreTest(AgendaStore store) {
    this.store = store;
  }

  @Test
  void findsEmptyAgendaWhereNoneIsStored() {
    assertThat(store.find(noah, "v1")).isEqualTo(new AgendaStore.Stored(Agenda.EMPTY, 0));
  }

  @Test
  void countsVersions() {
    assertThat(store.save(noah, "v1", store.find(noah, "v1"), ONE)).isTrue();
    assertThat(store.find(noah, "v1")).isEqualTo(new AgendaStore.Stored(ONE, 1));
    assertThat(store.save(noah, "v1", store.find(noah, "v1"), Agenda.EMPTY)).isTrue();
    assertThat(store.find(noah, "v1")).isEqualTo(new AgendaStore.Stored(Agenda.EMPTY, 2));
  }

  @Test
  void refusesChangeOfAnOlderVersion() {
    var neverStored = store.find(noah, "v1");
    store.save(noah, "v1", neverStored, ONE);
    var first = store.find(noah, "v1");
    store.save(noah, "v1", first, ONE.withItemMoved(ONE.items().getFirst().id(), 0));

    assertThat(store.save(noah, "v1", neverStored, Agenda.EMPTY)).isFalse();
    assertThat(store.save(noah, "v1", first, Agenda.EMPTY)).isFalse();
    assertThat(store.find(noah, "v1")).isEqualTo(new AgendaStore.Stored(ONE, 2));
  }

  @Test
  void waitsForOtherVisitsOfTheSamePersonOnly() {
    store.save(noah, "v1", store.find(noah, "v1"), ONE);
    PatientKey amina = new PatientKey(noah.record(), "", "amina");

    assertThat(store.waiting(noah, "v2")).isEqualTo(ONE.items());
    assertThat(store.waiting(noah, "v1")).isEmpty();
    assertThat(store.waiting(amina, "v2")).isEmpty();
  }
}
