package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No byte crosses between patients, whoever does what at the same moment (STANDARDS §7.4, "patient
 * context switch"). To repeat a run, put its seed, which is in the test's name, first among {@link
 * #seeds()}.
 */
@AppTest
class InterleavedLaunchesTest {
  private static final Interleaving.Lookup RIGHT = (tab, random, all) -> tab;

  private final Interleaving.Services app;

  InterleavedLaunchesTest(
      Launches launches,
      LaunchEnd end,
      AccessTokens tokens,
      PatientService patients,
      PreVisitService previsit,
      PreferenceService preferences,
      GoalService goals,
      AgendaService agenda,
      WriteLedger ledger) {
    app =
        new Interleaving.Services(
            launches, end, tokens, patients, previsit, preferences, goals, agenda, ledger);
  }

  static LongStream seeds() {
    return LongStream.of(1, 20_261_123, ThreadLocalRandom.current().nextLong(1_000_000));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsEveryByteWithItsPatient(long seed) throws Exception {
    try (var people = new Interleaving(app, seed, RIGHT)) {
      people.run(16);

      assertThat(people.markers().crossings()).isEmpty();
      assertThat(people.markers().inPlace()).as("marks that were seen").isGreaterThan(300);
      assertThat(people.launchesUsed()).isGreaterThanOrEqualTo(24);
      assertThat(people.done()).containsExactlyInAnyOrder(Interleaving.Act.values());
    }
  }

  /**
   * An app that now and then takes the wrong launch for a tab would not get past the test above.
   */
  @Test
  void findsWhatCrossesWhereTheWrongLaunchIsTaken() throws Exception {
    Interleaving.Lookup wrong =
        (tab, random, all) -> random.nextInt(3) == 0 ? all.get(random.nextInt(all.size())) : tab;
    try (var people = new Interleaving(app, 7, wrong)) {
      people.run(16);

      assertThat(people.markers().crossings())
          .anyMatch(crossing -> crossing.startsWith("the answer to SEE_"))
          .anyMatch(crossing -> crossing.startsWith("a request"))
          .anyMatch(crossing -> crossing.startsWith("a stored "));
    }
  }

  /**
   * As above, for requests with one launch's token about another's patient, and for foreign tokens.
   */
  @Test
  void findsARequestAboutAnotherPatientOrWithAnotherEhrsToken() throws Exception {
    try (var people = new Interleaving(app, 8, RIGHT)) {
      List<Launch> open = people.open();
      Launch one = open.getFirst();
      String token = app.tokens().current(one);
      ask(people, one, token, "px-hal");
      ask(people, open.getLast(), token, "px-hal");

      people.run(2);

      assertThat(people.markers().crossings())
          .anyMatch(crossing -> crossing.contains("names px-hal"))
          .anyMatch(crossing -> crossing.contains("with a token that is not of"))
          .hasSize(2);
    }
  }

  private static void ask(Interleaving people, Launch at, String token, String patient)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(people.ehrOf(at).issuer() + "/Goal?patient=" + patient))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }
}
