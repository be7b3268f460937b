package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flippedvisit.fhir.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgendaMergeTest {
  private static AgendaItem item(
      String id, Origin origin, String words, @Nullable String source, boolean isSafety) {
    return new AgendaItem(
        new AgendaItemId(id), origin, words, "", source, null, People.TODAY, isSafety, false);
  }

  private static AgendaItem item(String id, Origin origin, String words, @Nullable String source) {
    return item(id, origin, words, source, false);
  }

  private static List<String> words(Agenda agenda) {
    return agenda.items().stream().map(AgendaItem::words).toList();
  }

  @Test
  void ordersAFreshAgendaByWhoseItIs() {
    Agenda merged =
        AgendaMerge.of(
            Agenda.EMPTY,
            List.of(item("w", Origin.TEAM, "waiting", "ServiceRequest/1")),
            List.of(item("p", Origin.PERSON, "mine", "QuestionnaireResponse/1#concern")),
            List.of(
                item("s", Origin.TEAM, "safety", "Observation/1", true),
                item("t", Origin.TEAM, "due", "ServiceRequest/2")));
    assertThat(words(merged)).containsExactly("mine", "waiting", "safety", "due");
    assertThat(merged.items().get(1).origin()).isEqualTo(Origin.CARRIED_OVER);
  }

  @Test
  void keepsPlacesWordsAndFatesOfWhatStands() {
    Agenda stored =
        new Agenda(
            List.of(
                item("t", Origin.TEAM, "due, in our words", "ServiceRequest/2")
                    .withFate(new Fate.Discussed("")),
                item("p", Origin.PERSON, "mine", "QuestionnaireResponse/1#concern")),
            null);
    Agenda merged =
        AgendaMerge.of(
            stored,
            List.of(),
            List.of(item("p2", Origin.PERSON, "mine", "QuestionnaireResponse/1#concern")),
            List.of(item("t2", Origin.TEAM, "due", "ServiceRequest/2")));
    assertThat(merged).isEqualTo(stored);
  }

  @Test
  void addsSafetyItemOnTopOfTheTeamsPart() {
    Agenda stored =
        new Agenda(
            List.of(item("p", Origin.PERSON, "mine", null), item("t", Origin.TEAM, "due", "S/1")),
            null);
    Agenda merged =
        AgendaMerge.of(
            stored,
            List.of(),
            List.of(),
            List.of(item("s", Origin.TEAM, "safety", "Observation/1", true)));
    assertThat(words(merged)).containsExactly("mine", "safety", "due");
  }

  @Test
  void proposesNothingTwiceThatIsCarriedOver() {
    AgendaItem waiting =
        item("w", Origin.TEAM, "bone scan", "ServiceRequest/1")
            .withFate(new Fate.Later(Fate.Place.NEXT_VISIT, "", null, ""));
    Agenda merged =
        AgendaMerge.of(
            Agenda.EMPTY,
            List.of(waiting),
            List.of(),
            List.of(item("t", Origin.TEAM, "bone scan", "ServiceRequest/1")));
    assertThat(merged.items()).containsExactly(waiting.carriedOver());
    assertThat(AgendaMerge.of(merged, List.of(waiting), List.of(), List.of())).isEqualTo(merged);
  }

  @Test
  void saysOfWhatWaitedWhyItIsHereToday() {
    AgendaItem waiting =
        new AgendaItem(
            new AgendaItemId("w"),
            Origin.TEAM,
            "bone scan",
            "Due by 15 June.",
            "ServiceRequest/1",
            new Fate.Later(Fate.Place.NEXT_VISIT, "", null, ""),
            People.TODAY.minusMonths(6),
            false,
            false);
    AgendaItem now =
        new AgendaItem(
            new AgendaItemId("t"),
            Origin.TEAM,
            "bone scan",
            "Due since June.",
            "ServiceRequest/1",
            null,
            People.TODAY,
            false,
            false);

    Agenda merged = AgendaMerge.of(Agenda.EMPTY, List.of(waiting), List.of(), List.of(now));

    assertThat(merged.items())
        .containsExactly(waiting.carriedOver().with("Due since June.", waiting.grounds()));
  }

  @Test
  void keepsBothWordingsOfAnAmendedConcern() {
    Agenda stored =
        new Agenda(
            List.of(item("p", Origin.PERSON, "tired", "QuestionnaireResponse/1#concern")), null);
    List<AgendaItem> amended =
        List.of(item("p2", Origin.PERSON, "tired and scared", "QuestionnaireResponse/1#concern"));
    Agenda once = AgendaMerge.of(stored, List.of(), amended, List.of());
    assertThat(words(once)).containsExactly("tired", "tired and scared");
    assertThat(AgendaMerge.of(once, List.of(), amended, List.of())).isEqualTo(once);
  }

  @Test
  void knowsByItsWordsWhatHadNoIdYet() {
    Agenda stored = new Agenda(List.of(item("p", Origin.PERSON, "tired", null)), null);
    assertThat(
            AgendaMerge.of(
                stored,
                List.of(),
                List.of(item("p2", Origin.PERSON, "tired", "QuestionnaireResponse/1#concern")),
                List.of()))
        .isEqualTo(stored);
  }

  @Test
  void takesTheSameWordsOfTwoPeopleForTwoThingsThoughNeitherHasAnId() {
    AgendaItem his = said("p", "Patient/noah");
    AgendaItem hers = said("p2", "RelatedPerson/ingrid");
    Agenda both = AgendaMerge.of(Agenda.EMPTY, List.of(), List.of(his, hers), List.of());
    assertThat(both.items()).containsExactly(his, hers);
    assertThat(AgendaMerge.of(both, List.of(), List.of(hers, his), List.of())).isEqualTo(both);
  }

  private static AgendaItem said(String id, String who) {
    return item(id, Origin.PERSON, "his sleep", null).with("", Grounds.saidBy(who));
  }

  @Test
  void leavesAClosedAgendaAlone() {
    Agenda closed =
        Agenda.EMPTY.closed(
            new Closing(Closing.Covered.YES, "", People.DOCTOR, People.NOW.toInstant()));
    assertThat(
            AgendaMerge.of(
                closed, List.of(), List.of(), List.of(item("t", Origin.TEAM, "due", "S/1"))))
        .isEqualTo(closed);
  }

  @Test
  void findsWhatComesBackNextTime() {
    AgendaItem later =
        item("l", Origin.TEAM, "later", null)
            .withFate(new Fate.Later(Fate.Place.NEXT_VISIT, "", null, ""));
    AgendaItem done = item("d", Origin.TEAM, "done", null).withFate(new Fate.Discussed(""));
    assertThat(AgendaMerge.waiting(List.of(new Agenda(List.of(later, done), null))))
        .containsExactly(later);
  }
}
