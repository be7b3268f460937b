package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The last check, behind the pages: whoever goes round them with a launch of their own gets nothing
 * that is not their role's, and writes in nobody else's name. No request leaves, nothing is kept.
 */
@AppTest
class RolesTest {
  private static final Author SON = new Author.Patient("noah", null);
  private static final Author MOTHER = new Author.RelatedPerson("ingrid", null, null);
  private static final Author DOCTOR = new Author.Practitioner("dr", null, null);
  private static final Author ASSISTANT = new Author.Practitioner("ma", null, null);

  private final FakeEhr ehr = FakeEhr.start();
  private final AgendaService agenda;
  private final PreVisitService previsit;
  private final WriteLedger ledger;
  private final OpenChart chart;

  RolesTest(Launches launches, AgendaService agenda, PreVisitService previsit, WriteLedger ledger) {
    this.agenda = agenda;
    this.previsit = previsit;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  @SuppressWarnings("NullAway") // what is to be published is not even looked at
  void keepsTheAgendaToTheCareTeam() {
    for (Launch launch : List.of(bySon(), byMother())) {
      assertRefused(() -> agenda.fromChart(launch, Locale.ENGLISH, List.of()));
      assertRefused(() -> agenda.open(launch, List.of(), List.of()));
      assertRefused(() -> agenda.change(launch, before -> before));
      assertRefused(() -> agenda.publish(launch, null));
    }
  }

  @Test
  void letsNobodyWriteInAnotherName() {
    assertRefused(() -> send(bySon(), MOTHER, SON));
    assertRefused(() -> send(bySon(), SON, MOTHER));
    assertRefused(() -> send(byMother(), SON, MOTHER));
    assertRefused(() -> send(byMother(), SON, SON));
    assertRefused(() -> send(byAssistant(), SON, DOCTOR));
    assertRefused(() -> send(byAssistant(), SON, SON));
    Launch doctor = chart.byClinician("dr", "noah", null);
    assertThat(previsit.answers(doctor).join().keptHere()).isEmpty();
    assertThat(ledger.open(doctor)).isEmpty();
  }

  @Test
  void letsStaffRecordWhatThePersonsSideSays() {
    for (Author saidBy : List.of(SON, MOTHER)) {
      assertThat(send(byAssistant(), saidBy, ASSISTANT).isInTheChart()).isTrue();
    }
  }

  private void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(NotForThisRole.class);
    assertThat(ehr.requests()).isEmpty();
  }

  private Write send(Launch launch, Author saidBy, Author recordedBy) {
    var answers = PreVisitAnswers.ofConcern("Will I play on Saturday?", null);
    return previsit.send(
        launch, answers, new Attribution(saidBy, recordedBy, null), Locale.ENGLISH);
  }

  private Launch bySon() {
    return chart.byPatient("noah");
  }

  private Launch byMother() {
    return chart.byProxy("ingrid", "noah");
  }

  private Launch byAssistant() {
    return chart.byAssistant("ma", "noah", null);
  }
}
