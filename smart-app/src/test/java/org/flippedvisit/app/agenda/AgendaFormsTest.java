package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.ClosingWords;
import org.flippedvisit.app.agenda.AgendaForms.NewItem;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every field around an agenda, word for word, in the next launch. */
@AppTest
class AgendaFormsTest {
  private static final Fate NO_DECISION = new Fate.DecidedTogether("", "", null);
  private static final Fate NO_PLACE = new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "");

  private final FakeEhr ehr = FakeEhr.start();
  private final AgendaForms forms;
  private final OpenChart chart;
  private final AgendaItemId item = new AgendaItemId("x".repeat(64));

  AgendaFormsTest(AgendaForms forms, Launches launches) {
    this.forms = forms;
    chart = new OpenChart(launches, ehr);
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void keepsUnfinishedFatesOfEveryKind() {
    for (Fate fate :
        List.<Fate>of(
            new Fate.DecidedTogether("Half a tab", "", null),
            new Fate.Later(Fate.Place.MESSAGE, "", LocalDate.of(2027, 1, 4), "ask\nagain"),
            new Fate.NotNow("", "we would rather not wait"),
            new Fate.SafetyNet("If it gets worse at ni"))) {
      forms.fate(visit("visit-1"), item, fate).keep(fate);

      assertThat(forms.fate(visit("visit-1"), item, fate).here()).map(Draft::value).contains(fate);
    }
    assertThat(forms.begunFates(visit("visit-1"))).hasSize(4).allMatch(BegunFate::isHere);
  }

  @Test
  void keepsWordsOfOneKindWhileAnotherIsTyped() {
    Fate decision = new Fate.DecidedTogether("Half a tablet", "Noah", null);
    forms.fate(visit("visit-1"), item, NO_DECISION).keep(decision);

    forms
        .fate(visit("visit-1"), item, NO_PLACE)
        .keep(new Fate.Later(Fate.Place.MESSAGE, "", null, ""));

    assertThat(forms.fate(visit("visit-1"), item, NO_DECISION).here())
        .map(Draft::value)
        .contains(decision);
  }

  @Test
  void findsAtTheNextVisitWhatWasBegunForAnItemThatWaits() {
    Fate decision = new Fate.DecidedTogether("Half a tablet", "Noah", null);
    forms.fate(visit("visit-1"), item, NO_DECISION).keep(decision);

    assertThat(forms.begunFates(visit("visit-2")))
        .singleElement()
        .satisfies(
            begun -> {
              assertThat(begun.item()).isEqualTo(item);
              assertThat(begun.draft().value()).isEqualTo(decision);
              assertThat(begun.isHere()).isFalse();
            });
    assertThat(forms.begunFates(chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "visit-1")))
        .isEmpty();
  }

  @Test
  void keepsNewItemAndClosingWords() {
    var newItem = new NewItem("The gym\nat school", Origin.TEAM);
    var closing = new ClosingWords(null, "Thank you", "and the dog");
    var answered = new ClosingWords(Covered.PARTLY, "Thank you", "");

    forms.newItem(visit("visit-1")).keep(newItem);
    forms.closing(visit("visit-1")).keep(closing);

    assertThat(forms.newItem(visit("visit-1")).here()).map(Draft::value).contains(newItem);
    assertThat(forms.closing(visit("visit-1")).here()).map(Draft::value).contains(closing);
    assertThat(forms.closing(visit("visit-2")).elsewhere())
        .extracting(Draft::value)
        .containsExactly(closing);
    forms.closing(visit("visit-1")).keep(answered);
    assertThat(forms.closing(visit("visit-1")).here()).map(Draft::value).contains(answered);
  }

  private Launch visit(String encounter) {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), encounter);
  }
}
