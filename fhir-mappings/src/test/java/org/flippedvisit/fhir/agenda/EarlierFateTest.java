package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlierFateTest {
  private static final LocalDate SPRING = LocalDate.of(2026, 4, 1);
  private static final LocalDate SUMMER = LocalDate.of(2026, 7, 1);
  private static final Fate NO = new Fate.NotNow("needles make me faint", "");
  private static final Fate TALKED = new Fate.Discussed("");

  @Test
  void remembersWhatBecameOfTheSameThingLast() {
    AgendaItem again = item("new", "ServiceRequest/7", "Flu shot");

    assertThat(before(again, held(SPRING, TALKED, Privacy.OPEN), held(SUMMER, NO, Privacy.OPEN)))
        .isEqualTo(new EarlierFate(NO, SUMMER));
  }

  @Test
  void knowsNothingOfAnotherThingOrOfWhatNobodyDecided() {
    AgendaItem other = item("new", "ServiceRequest/8", "Flu shot");
    AgendaItem typed = item("new", null, "Flu shot");
    AgendaItem again = item("new", "ServiceRequest/7", "Flu shot");

    assertThat(before(other, held(SPRING, NO, Privacy.OPEN))).isNull();
    assertThat(before(typed, held(SPRING, NO, Privacy.OPEN))).isNull();
    assertThat(before(again, held(SPRING, null, Privacy.OPEN))).isNull();
  }

  @Test
  void remembersWhatWasJoinedToSomethingElse() {
    Agenda joined =
        new Agenda(
                List.of(item("a", null, "My arm"), item("b", "ServiceRequest/7", "Flu shot")), null)
            .withItemsJoined(new AgendaItemId("a"), new AgendaItemId("b"));
    Agenda decided = joined.withFate(joined.items().getFirst(), NO, "");

    assertThat(
            before(
                item("new", "ServiceRequest/7", "Flu shot"),
                new EarlierFate.Visit(SPRING, decided)))
        .isEqualTo(new EarlierFate(NO, SPRING));
  }

  @Test
  void remembersWhatBecameOfAPartOfWhatIsJoinedNow() {
    Agenda joined =
        new Agenda(
                List.of(item("a", null, "My arm"), item("b", "ServiceRequest/7", "Flu shot")), null)
            .withItemsJoined(new AgendaItemId("a"), new AgendaItemId("b"));

    AgendaItem whole =
        EarlierFate.remember(joined.items(), List.of(held(SPRING, NO, Privacy.OPEN))).getFirst();

    assertThat(whole.grounds().before()).isNull();
    assertThat(whole.joined().getFirst().item().grounds().before())
        .isEqualTo(new EarlierFate(NO, SPRING));
  }

  @Test
  void saysNothingOpenlyThatWasSaidAlone() {
    EarlierFate.Visit alone = held(SPRING, NO, Privacy.ALONE);
    AgendaItem open = item("new", "ServiceRequest/7", "Flu shot");

    assertThat(before(open, alone)).isNull();
    assertThat(before(open.withPrivacy(Privacy.ALONE), alone)).isNotNull();
  }

  @Test
  void keepsWhatIsRememberedOfWhatWaits() {
    EarlierFate.Visit spring =
        held(
            SPRING,
            new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "not before the match"),
            Privacy.OPEN);
    List<AgendaItem> waiting =
        EarlierFate.remember(AgendaMerge.waiting(List.of(spring.agenda())), List.of(spring));
    AgendaItem now = item("new", "ServiceRequest/7", "Flu shot");

    AgendaItem carried =
        AgendaMerge.of(Agenda.EMPTY, waiting, List.of(), List.of(now)).items().getFirst();

    assertThat(carried.origin()).isEqualTo(Origin.CARRIED_OVER);
    assertThat(carried.isOpen()).isTrue();
    assertThat(carried.grounds().before())
        .isEqualTo(
            new EarlierFate(
                new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "not before the match"), SPRING));
  }

  private static @Nullable EarlierFate before(AgendaItem item, EarlierFate.Visit... earlier) {
    return EarlierFate.remember(List.of(item), List.of(earlier)).getFirst().grounds().before();
  }

  private static EarlierFate.Visit held(LocalDate on, @Nullable Fate fate, Privacy privacy) {
    return new EarlierFate.Visit(
        on,
        new Agenda(
            List.of(
                item("then-" + on, "ServiceRequest/7", "Flu shot")
                    .withFate(fate)
                    .withPrivacy(privacy)),
            null));
  }

  private static AgendaItem item(String id, @Nullable String source, String words) {
    return new AgendaItem(
        new AgendaItemId(id), Origin.TEAM, words, "", source, null, People.TODAY, false, false);
  }
}
