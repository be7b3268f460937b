package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.testing.People;

/** What holds of every agenda, whatever people do to it in whatever order. */
class AgendaPropertiesTest {
  private static final Closing CLOSING =
      new Closing(Closing.Covered.YES, "", People.DOCTOR, People.NOW.toInstant());

  /** Something people do, named so that a failure can be read. */
  record Deed(String name, int one, int other, UnaryOperator<Agenda> change) {
    Agenda to(Agenda agenda) {
      return change.apply(agenda);
    }

    @Override
    public String toString() {
      return name + "(" + one + ", " + other + ")";
    }
  }

  @Property
  void losesAndDoublesNoItem(@ForAll("agendas") Agenda start, @ForAll("deeds") List<Deed> deeds) {
    Agenda agenda = start;
    for (Deed deed : deeds) {
      agenda = deed.to(agenda);

      assertThat(ids(agenda)).as(deed.name()).containsExactlyInAnyOrderElementsOf(ids(start));
    }
  }

  @Property
  void keepsWhatMustNeverBeLeftAboveTheRestOfTheTeams(
      @ForAll("agendas") Agenda start, @ForAll("deeds") List<Deed> deeds) {
    Agenda agenda = start;
    for (Deed deed : deeds) {
      agenda = deed.to(agenda);

      List<Boolean> rows =
          agenda.items().stream()
              .filter(item -> item.shownOrigin() == Origin.TEAM)
              .map(AgendaItem::bearsOnSafety)
              .toList();
      assertThat(rows.indexOf(false) < 0 || rows.lastIndexOf(true) < rows.indexOf(false))
          .as("%s in %s", deed, agenda)
          .isTrue();
    }
  }

  @Property
  void hidesNothingThatMustNeverBeLeft(
      @ForAll("agendas") Agenda start, @ForAll("deeds") List<Deed> deeds) {
    Agenda agenda = all(deeds, start);

    for (AgendaItem item : agenda.items()) {
      if (item.isSafety() && item.joined().isEmpty()) {
        assertThat(item.privacy())
            .isEqualTo(start.find(item.id()).map(AgendaItem::privacy).orElseThrow());
      }
    }
  }

  @Property
  void splitsWhatWasJoinedIntoWhatItWas(
      @ForAll("agendas") Agenda start, @ForAll("places") int one, @ForAll("places") int other) {
    Agenda joined = join(start, one, other);
    joined.items().stream()
        .filter(item -> !start.items().contains(item))
        .findFirst()
        .ifPresent(
            whole -> {
              AgendaItemId part = whole.joined().getLast().item().id();

              assertThat(joined.withItemSplit(whole.id(), part)).isEqualTo(start);
            });
  }

  @Property
  void joinsAgainWhatWasSplit(
      @ForAll("agendas") Agenda start, @ForAll("places") int one, @ForAll("places") int other) {
    Agenda joined = join(start, one, other);
    joined.items().stream()
        .filter(item -> !start.items().contains(item))
        .findFirst()
        .ifPresent(
            whole -> {
              AgendaItemId part = whole.joined().getLast().item().id();
              Agenda split = joined.withItemSplit(whole.id(), part);

              assertThat(split.withItemsJoined(whole.id(), part)).isEqualTo(joined);
            });
  }

  @Property
  void closesWithAFateForEveryItemOrNotAtAll(
      @ForAll("agendas") Agenda start, @ForAll("deeds") List<Deed> deeds) {
    Agenda agenda = all(deeds, start);
    if (agenda.items().stream().anyMatch(AgendaItem::isOpen)) {
      assertThatThrownBy(() -> agenda.closed(CLOSING)).isInstanceOf(IllegalStateException.class);
      return;
    }

    Agenda closed = agenda.closed(CLOSING);

    assertThat(ids(closed)).containsExactlyInAnyOrderElementsOf(ids(start));
    assertThat(closed.items()).allMatch(item -> item.fate() != null);
  }

  @Property
  void takesBackWhatWasDoneLast(@ForAll("agendas") Agenda start, @ForAll("deed") Deed deed) {
    Agenda after = deed.to(start);

    assertThat(AgendaUndo.of(after, start, after)).contains(start);
  }

  @Property
  void takesBackNothingOfOthers(
      @ForAll("agendas") Agenda start, @ForAll("deed") Deed mine, @ForAll("deed") Deed theirs) {
    Agenda after = mine.to(start);
    Agenda now = theirs.to(after);

    Optional<Agenda> undone = AgendaUndo.of(now, start, after);

    undone.ifPresent(
        agenda -> {
          assertThat(ids(agenda)).containsExactlyInAnyOrderElementsOf(ids(start));
          for (AgendaItem item : now.items()) {
            boolean isTheirs = !Optional.of(item).equals(after.find(item.id()));
            if (isTheirs) {
              assertThat(agenda.find(item.id())).as("%s, then %s", mine, theirs).contains(item);
            }
          }
        });
  }

  @Property
  void addsWhatIsProposedOnceInItsOwnPart(
      @ForAll("items") @Size(max = 8) List<AgendaItem> proposed) {
    List<AgendaItem> person = only(proposed, Origin.PERSON);
    List<AgendaItem> team =
        proposed.stream().filter(item -> item.origin() != Origin.PERSON).map(this::ofTeam).toList();

    Agenda once = AgendaMerge.of(Agenda.EMPTY, List.of(), person, team);
    Agenda twice = AgendaMerge.of(once, List.of(), person, team);

    assertThat(twice).isEqualTo(once);
    assertThat(once.items().stream().map(AgendaPropertiesTest::part).toList()).isSorted();
    assertThat(once.items()).hasSize(proposed.size());
  }

  @Property
  void keepsWhatWaitsThroughAnyNumberOfVisits(
      @ForAll("agendas") Agenda start, @ForAll("visits") List<List<Deed>> visits) {
    var held = new ArrayList<Agenda>();
    Agenda agenda = start;
    for (List<Deed> deeds : visits) {
      agenda = all(deeds, agenda);
      held.add(agenda);
      List<AgendaItem> waiting = AgendaMerge.waiting(held);

      Agenda next = AgendaMerge.of(Agenda.EMPTY, waiting, List.of(), List.of());

      Set<AgendaItemId> expected = waitingIds(agenda);
      assertThat(Set.copyOf(ids(next))).isEqualTo(expected);
      assertThat(ids(next)).doesNotHaveDuplicates();
      assertThat(next.items()).allMatch(item -> item.origin() == Origin.CARRIED_OVER);
      assertThat(next.items()).allMatch(AgendaItem::isWaiting);
      assertThat(next.items().stream().map(AgendaItem::raisedOn)).allMatch(People.TODAY::equals);
      agenda = next;
    }
  }

  private static Set<AgendaItemId> waitingIds(Agenda agenda) {
    var ids = new HashSet<AgendaItemId>();
    agenda.items().stream()
        .filter(AgendaItem::isWaiting)
        .forEach(item -> item.all().forEach(part -> ids.add(part.id())));
    return ids;
  }

  private static Agenda all(List<Deed> deeds, Agenda start) {
    Agenda agenda = start;
    for (Deed deed : deeds) {
      agenda = deed.to(agenda);
    }
    return agenda;
  }

  private static List<AgendaItem> only(List<AgendaItem> items, Origin origin) {
    return items.stream().filter(item -> item.origin() == origin).toList();
  }

  private AgendaItem ofTeam(AgendaItem item) {
    return new AgendaItem(
        item.id(),
        Origin.TEAM,
        item.words(),
        "",
        item.source(),
        null,
        item.raisedOn(),
        item.isSafety(),
        false);
  }

  private static int part(AgendaItem item) {
    return item.origin() == Origin.PERSON ? 0 : item.isSafety() ? 1 : 2;
  }

  private static List<AgendaItemId> ids(Agenda agenda) {
    return agenda.items().stream().flatMap(AgendaItem::all).map(AgendaItem::id).toList();
  }

  private static Agenda join(Agenda agenda, int one, int other) {
    return agenda.items().isEmpty()
        ? agenda
        : agenda.withItemsJoined(at(agenda, one).id(), at(agenda, other).id());
  }

  private static AgendaItem at(Agenda agenda, int place) {
    return agenda.items().get(place % agenda.items().size());
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 7);
  }

  @Provide
  Arbitrary<List<AgendaItem>> items() {
    var number = new AtomicInteger();
    return item()
        .list()
        .ofMaxSize(8)
        .map(
            items ->
                IntStream.range(0, items.size())
                    .mapToObj(
                        place -> named(items.get(place), place + "-" + number.incrementAndGet()))
                    .toList());
  }

  @Provide
  Arbitrary<Agenda> agendas() {
    return items().map(items -> Agenda.EMPTY.withItems(items));
  }

  private static AgendaItem named(AgendaItem item, String id) {
    return new AgendaItem(
            new AgendaItemId(id),
            item.origin(),
            "words of " + id,
            "",
            "Observation/" + id,
            item.fate(),
            item.raisedOn(),
            item.isSafety(),
            false)
        .withPrivacy(item.privacy());
  }

  private static Arbitrary<AgendaItem> item() {
    return Combinators.combine(
            Arbitraries.of(Origin.PERSON, Origin.CARRIED_OVER, Origin.TEAM),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
            fates(),
            Arbitraries.frequency(Tuple.of(4, Privacy.OPEN), Tuple.of(1, Privacy.ALONE)))
        .as(
            (origin, isSafety, fate, privacy) ->
                new AgendaItem(
                        new AgendaItemId("x"),
                        origin,
                        "words",
                        "",
                        null,
                        fate.orElse(null),
                        People.TODAY,
                        isSafety && origin == Origin.TEAM,
                        false)
                    .withPrivacy(privacy));
  }

  private static Arbitrary<Optional<Fate>> fates() {
    return Arbitraries.of(
        Optional.empty(),
        Optional.of(new Fate.Discussed("")),
        Optional.of(new Fate.DecidedTogether("try it", "Noah", null)),
        Optional.of(new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "")),
        Optional.of(new Fate.NotNow("not today", "")),
        Optional.of(new Fate.Dropped("done elsewhere")));
  }

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return deed().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<List<Deed>>> visits() {
    return deeds().list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<Deed> deed() {
    return Combinators.combine(places(), places(), fates(), Arbitraries.of(Privacy.values()))
        .flatAs(
            (one, other, fate, privacy) ->
                Arbitraries.of(
                    deed(
                        "fate", one, other, (agenda, id) -> agenda.withFate(id, fate.orElse(null))),
                    deed("words", one, other, (agenda, id) -> agenda.withWords(id, "other words")),
                    deed("private", one, other, (agenda, id) -> agenda.withPrivacy(id, privacy)),
                    deed("move", one, other, (agenda, id) -> agenda.withItemMovedTo(id, other)),
                    deed("step", one, other, (agenda, id) -> agenda.withItemMoved(id, other - 3)),
                    deed("join", one, other, (agenda, id) -> join(agenda, one, other)),
                    deed("split", one, other, AgendaPropertiesTest::split),
                    deed(
                        "late",
                        one,
                        other,
                        (agenda, id) ->
                            agenda.withFate(
                                agenda
                                    .find(id)
                                    .orElseThrow()
                                    .withFate(new Fate.SafetyNet("as seen")),
                                fate.orElse(null),
                                "Lena")),
                    deed(
                        "apart",
                        one,
                        other,
                        (agenda, id) -> agenda.withKeptApart(id, at(agenda, other).id()))));
  }

  private static Agenda split(Agenda agenda, AgendaItemId id) {
    return agenda.find(id).stream()
        .flatMap(item -> item.joined().stream())
        .findFirst()
        .map(part -> agenda.withItemSplit(id, part.item().id()))
        .orElse(agenda);
  }

  private static Deed deed(
      String name, int one, int other, BiFunction<Agenda, AgendaItemId, Agenda> change) {
    return new Deed(
        name,
        one,
        other,
        agenda -> agenda.items().isEmpty() ? agenda : change.apply(agenda, at(agenda, one).id()));
  }
}
