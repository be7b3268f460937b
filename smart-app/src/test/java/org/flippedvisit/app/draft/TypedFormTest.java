package org.flippedvisit.app.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.util.List;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Words of one launch, found again in the next: by who typed them, about whom they typed them. */
@AppTest
@Tag("store")
class TypedFormTest {
  private static final Note WORDS = new Note("He sits out\nmore and more");

  private final FakeEhr ehr = FakeEhr.start();
  private final TypedForms forms;
  private final OpenChart chart;

  TypedFormTest(TypedForms forms, Launches launches) {
    this.forms = forms;
    chart = new OpenChart(launches, ehr);
  }

  private record Note(String words) {
    static final Note NOTHING = new Note("");
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void restoresWordsInTheNextLaunchOfTheSameVisit() {
    form(byDoctor("visit-1")).keep(WORDS);

    TypedForm<Note> next = form(byDoctor("visit-1"));

    assertThat(next.here()).map(Draft::value).contains(WORDS);
    assertThat(next.elsewhere()).isEmpty();
  }

  @Test
  void offersWordsInTheNextLaunchAtAnotherVisitAndPutsThemNowhereByItself() {
    form(byDoctor("visit-1")).keep(WORDS);

    for (String visit : new String[] {"visit-2", null}) {
      TypedForm<Note> next = form(byDoctor(visit));
      assertThat(next.here()).isEmpty();
      assertThat(next.elsewhere()).extracting(Draft::value).containsExactly(WORDS);
      assertThat(next.isBegun()).isTrue();
    }
  }

  @Test
  void offersWordsTypedInLaunchWithoutEncounter() {
    form(byDoctor(null)).keep(WORDS);

    assertThat(form(byDoctor(null)).here()).as("the same day").isPresent();
    assertThat(form(byDoctor("visit-1")).elsewhere()).hasSize(1);
  }

  @Test
  void goesOnAtHomeWhereThePortalNamesNoVisit() {
    form(chart.byPatient(NOAH.id())).keep(WORDS);

    assertThat(form(chart.byPatient(NOAH.id())).here()).map(Draft::value).contains(WORDS);
    Launch withVisit =
        chart.open(Role.PATIENT, "Patient/noah", NOAH.id(), "visit-1", OpenChart.PORTAL_SCOPE);
    assertThat(form(withVisit).here()).isEmpty();
    assertThat(form(withVisit).elsewhere()).hasSize(1);
  }

  @Test
  void offersNobodyElsesWords() {
    form(byDoctor("visit-1")).keep(WORDS);
    form(chart.byProxy(INGRID.id(), NOAH.id())).keep(new Note("hers"));

    for (Launch other :
        List.of(
            chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "visit-1"),
            chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "visit-2"),
            chart.byPatient(NOAH.id()),
            chart.byClinician(DR_AHLGREN.id(), "amina", "visit-1"))) {
      assertThat(form(other).here()).isEmpty();
      assertThat(form(other).elsewhere()).isEmpty();
      assertThat(forms.begun(other, "", Note.class)).isEmpty();
    }
  }

  @Test
  void refusesToDiscardOrUseSomebodyElsesWords() {
    form(byDoctor("visit-1")).keep(WORDS);
    Draft<Note> his = form(byDoctor("visit-1")).here().orElseThrow();
    TypedForm<Note> hers = form(chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "visit-1"));

    assertThatThrownBy(() -> hers.discard(his)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hers.use(his)).isInstanceOf(IllegalArgumentException.class);
    assertThat(hers.here()).isEmpty();
    assertThat(form(byDoctor("visit-1")).here()).isPresent();
  }

  @Test
  void movesWordsHereWhenTheyAreUsed() {
    form(byDoctor("visit-1")).keep(WORDS);
    TypedForm<Note> now = form(byDoctor("visit-2"));

    now.use(now.elsewhere().getFirst());

    assertThat(now.here()).map(Draft::value).contains(WORDS);
    assertThat(now.elsewhere()).isEmpty();
  }

  @Test
  void forgetsWhatThePersonDiscards() {
    form(byDoctor("visit-1")).keep(WORDS);
    form(byDoctor("visit-2")).keep(new Note("others"));
    TypedForm<Note> now = form(byDoctor("visit-3"));

    now.discard(now.elsewhere().getLast());

    assertThat(now.elsewhere()).extracting(Draft::value).containsExactly(new Note("others"));
  }

  @Test
  void keepsWhatWasTypedWhileTheRestWasBeingStored() {
    TypedForm<Note> form = form(byDoctor("visit-1"));
    form.keep(WORDS);
    form.keep(new Note("and one thing more"));

    form.stored(WORDS);
    assertThat(form.here()).map(Draft::value).contains(new Note("and one thing more"));

    form.stored(new Note("and one thing more"));
    assertThat(form.here()).isEmpty();
  }

  @Test
  void keepsNoEmptyForm() {
    TypedForm<Note> form = form(byDoctor("visit-1"));
    form.keep(WORDS);

    form.keep(Note.NOTHING);

    assertThat(form.here()).isEmpty();
    assertThat(form.isBegun()).isFalse();
  }

  @Test
  void keepsFormsWhoseNamesBeginAlikeApart() {
    Launch launch = byDoctor("visit-1");
    forms.form(byDoctor("visit-2"), "note-of-today", Note.class, Note.NOTHING).keep(WORDS);

    assertThat(form(launch).elsewhere()).isEmpty();
    assertThat(forms.begun(launch, "note", Note.class)).hasSize(1);
  }

  private TypedForm<Note> form(Launch launch) {
    return forms.form(launch, "note", Note.class, Note.NOTHING);
  }

  private Launch byDoctor(@Nullable String visit) {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), visit);
  }
}
