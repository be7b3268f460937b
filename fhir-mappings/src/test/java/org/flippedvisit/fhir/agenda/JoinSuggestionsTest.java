package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.testing.People;
import org.junit.jupiter.api.Test;

class JoinSuggestionsTest {
  private static final AgendaItem COUGH =
      item("p", Origin.PERSON, "I need to cough but not in front of everyone");
  private static final AgendaItem LUNGS =
      item("t", Origin.TEAM, "Lung function (FEV1)")
          .with(
              "",
              new Grounds(
                  Set.of("breathing"),
                  List.of(new Evidence(Evidence.Kind.MEASURE, "Down 9.", "fev1", null))));

  private static AgendaItem item(String id, Origin origin, String words, boolean isSafety) {
    return new AgendaItem(
        new AgendaItemId(id), origin, words, "", null, null, People.TODAY, isSafety, false);
  }

  private static AgendaItem item(String id, Origin origin, String words) {
    return item(id, origin, words, false);
  }

  private static List<JoinSuggestion> suggestions(AgendaItem... items) {
    return JoinSuggestions.of(new Agenda(List.of(items), null), Locale.ENGLISH);
  }

  @Test
  void suggestsWhereTheListsMeetAndSaysWhy() {
    assertThat(suggestions(COUGH, LUNGS))
        .containsExactly(
            new JoinSuggestion(
                COUGH.id(),
                LUNGS.id(),
                "breathing",
                "Both are about breathing: you said “cough”, the team brings “Lung function"
                    + " (FEV1)”."));
  }

  @Test
  void saysWhyInSpanish() {
    assertThat(
            JoinSuggestions.of(
                new Agenda(List.of(item("p", Origin.PERSON, "La TOS no me deja"), LUNGS), null),
                People.SPANISH))
        .extracting(JoinSuggestion::reason)
        .containsExactly(
            "Las dos cosas tratan de la respiración: usted dijo “TOS”, el equipo trae “Lung"
                + " function (FEV1)”.");
  }

  @Test
  void suggestsEachItemOnceTheMostInCommonFirst() {
    AgendaItem worry = item("p", Origin.PERSON, "How do I pay for the insulin?");
    AgendaItem sugar = item("a", Origin.TEAM, "Average blood sugar");
    AgendaItem cost = item("b", Origin.TEAM, "Social worker, cost of medicines");
    assertThat(suggestions(worry, sugar, cost))
        .extracting(JoinSuggestion::other)
        .containsExactly(cost.id());
  }

  @Test
  void prefersWhatWasMeasuredToWhatIsDue() {
    AgendaItem hands = item("p", Origin.PERSON, "My hands");
    AgendaItem therapy = item("a", Origin.TEAM, "Hand therapy");
    AgendaItem joints =
        item("b", Origin.TEAM, "Joint disease activity")
            .with(
                "",
                new Grounds(
                    Set.of("joints"),
                    List.of(new Evidence(Evidence.Kind.MEASURE, "Up.", "das28", null))));
    assertThat(suggestions(hands, therapy, joints))
        .extracting(JoinSuggestion::other)
        .containsExactly(joints.id());
  }

  @Test
  void asksNothingAgainThatAPersonKeptApart() {
    Agenda kept = new Agenda(List.of(COUGH, LUNGS), null).withKeptApart(LUNGS.id(), COUGH.id());
    assertThat(JoinSuggestions.of(kept, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void leavesWhatHasAFateIsNotForEverybodyOrMustNotBeLeft() {
    assertThat(suggestions(COUGH.withFate(new Fate.Discussed("")), LUNGS)).isEmpty();
    assertThat(suggestions(COUGH, LUNGS.withFate(new Fate.Discussed("")))).isEmpty();
    assertThat(suggestions(COUGH.withPrivacy(Privacy.ALONE), LUNGS)).isEmpty();
    assertThat(suggestions(COUGH.withPrivacy(Privacy.THIS_VISIT), LUNGS)).isEmpty();
    assertThat(suggestions(COUGH, item("s", Origin.TEAM, "Oxygen, cough", true))).isEmpty();
  }

  @Test
  void suggestsNoTwoItemsOfTheSameSide() {
    assertThat(suggestions(COUGH, item("q", Origin.PERSON, "coughing at school"))).isEmpty();
    assertThat(suggestions(LUNGS, item("u", Origin.TEAM, "Cough sample"))).isEmpty();
  }

  @Test
  void takesWhatManyThingsShareForNoReason() {
    assertThat(
            suggestions(
                item("p", Origin.PERSON, "When do I hear about my test?"),
                item("t", Origin.TEAM, "Hearing test")))
        .isEmpty();
  }

  @Test
  void suggestsAThirdItemForTwoThatAreJoined() {
    AgendaItem culture = item("c", Origin.TEAM, "Sputum culture");
    Agenda joined =
        new Agenda(List.of(COUGH, LUNGS, culture), null).withItemsJoined(COUGH.id(), LUNGS.id());
    assertThat(JoinSuggestions.of(joined, Locale.ENGLISH))
        .extracting(JoinSuggestion::one, JoinSuggestion::other)
        .containsExactly(tuple(COUGH.id(), culture.id()));
  }

  @Test
  void changesNothingByItself() {
    Agenda agenda = new Agenda(List.of(COUGH, LUNGS), null);
    JoinSuggestions.of(agenda, Locale.ENGLISH);
    assertThat(agenda.items()).containsExactly(COUGH, LUNGS);
  }
}
