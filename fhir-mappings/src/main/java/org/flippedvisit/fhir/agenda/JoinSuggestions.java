package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.mapping.Wording;

/**
 * Where the two lists meet: items of the person's and of the others' that share a topic. It only
 * ever suggests; joining is a person's tap.
 *
 * <p>Left alone are items that have a fate, that are not open to everybody in the room, or that
 * must never be left: joined to another, a safety item would stand in no row of its own.
 */
public final class JoinSuggestions {
  /** Longer words of the team's are not said again. */
  private static final int SHORT = 60;

  private static final int MANY = 4;

  private JoinSuggestions() {}

  /**
   * One pair that could be one item.
   *
   * @param shared what both are about
   * @param othersCount how many things the other item is about
   */
  private record Pair(AgendaItem persons, AgendaItem others, Set<String> shared, long othersCount) {
    /** Much in common, and little else: what is about everything is the same as nothing. */
    double closeness() {
      return othersCount == 0 ? 0 : (double) shared.size() * shared.size() / othersCount;
    }
  }

  /** What may be joined, the best first, each item once. */
  public static List<JoinSuggestion> of(Agenda agenda, Locale language) {
    Wording wording = Wording.of(TeamItems.class, "TeamItems", language);
    Set<AgendaItemId> taken = new HashSet<>();
    var suggestions = new ArrayList<JoinSuggestion>();
    for (Pair pair : pairs(agenda)) {
      AgendaItemId one = pair.persons().id();
      AgendaItemId other = pair.others().id();
      if (!taken.contains(one) && !taken.contains(other)) {
        taken.addAll(List.of(one, other));
        suggestions.add(suggestion(pair, wording));
      }
    }
    return List.copyOf(suggestions);
  }

  /** In the order of the agenda where nothing else decides. */
  private static List<Pair> pairs(Agenda agenda) {
    if (agenda.isClosed()) {
      return List.of();
    }
    List<AgendaItem> free = agenda.items().stream().filter(JoinSuggestions::mayBeJoined).toList();
    return free.stream()
        .filter(item -> item.origin() == Origin.PERSON)
        .flatMap(
            one ->
                free.stream()
                    .filter(other -> other.origin() != Origin.PERSON)
                    .filter(other -> !agenda.isKeptApart(one.id(), other.id()))
                    .map(other -> pair(one, other)))
        .filter(pair -> !pair.shared().isEmpty())
        .sorted(
            Comparator.comparingDouble(Pair::closeness)
                .reversed()
                .thenComparing(JoinSuggestions::placeOfTopic)
                .thenComparing(pair -> rank(pair.others())))
        .toList();
  }

  private static boolean mayBeJoined(AgendaItem item) {
    return item.fate() == null
        && !item.bearsOnSafety()
        && item.all().allMatch(one -> one.privacy() == Privacy.OPEN);
  }

  private static Pair pair(AgendaItem one, AgendaItem other) {
    Set<String> shared = topics(one);
    Set<String> ofOther = topics(other);
    shared.retainAll(ofOther);
    return new Pair(one, other, shared, ofOther.size());
  }

  /** What it was proposed for, and what its words say; not what many things share. */
  private static Set<String> topics(AgendaItem item) {
    var topics = new TreeSet<String>();
    item.all()
        .forEach(
            one -> {
              topics.addAll(one.grounds().topics());
              topics.addAll(Topics.inWords(one.words()));
            });
    topics.removeIf(Topics::isBroad);
    return topics;
  }

  /** What the person said first weighs most. */
  private static int placeOfTopic(Pair pair) {
    return pair.shared().stream()
        .mapToInt(topic -> placeOf(topic, pair.persons()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static int placeOf(String topic, AgendaItem item) {
    return Topics.wordFor(topic, item.words()).map(item.words()::indexOf).orElse(Integer.MAX_VALUE);
  }

  /**
   * One thing before many; and what was measured is sooner what a person feels than what is due.
   */
  private static int rank(AgendaItem item) {
    if (item.grounds().evidence().size() > 1) {
      return MANY;
    }
    return item.grounds().evidence().stream()
        .map(Evidence::kind)
        .mapToInt(
            kind ->
                switch (kind) {
                  case MEASURE, ANSWER -> 0;
                  case RESULT -> 1;
                  case MEDICINE -> 2;
                  case ORDER, PLAN -> 3;
                })
        .min()
        .orElse(MANY);
  }

  private static JoinSuggestion suggestion(Pair pair, Wording wording) {
    String topic =
        pair.shared().stream()
            .min(Comparator.comparingInt(one -> placeOf(one, pair.persons())))
            .orElseThrow();
    return new JoinSuggestion(
        pair.persons().id(), pair.others().id(), topic, reason(pair, topic, wording));
  }

  private static String reason(Pair pair, String topic, Wording wording) {
    String about = Topics.name(topic, wording.language());
    Optional<String> said = saidFor(topic, pair.persons());
    if (said.isEmpty()) {
      return wording.say("join.topic", about);
    }
    String others = pair.others().words();
    if (others.length() > SHORT) {
      return wording.say("join.long", about, said.get());
    }
    boolean isWaiting = pair.others().origin() == Origin.CARRIED_OVER;
    return wording.say(isWaiting ? "join.carried" : "join.words", about, said.get(), others);
  }

  /** A word of the person's own that stands for the topic. */
  private static Optional<String> saidFor(String topic, AgendaItem item) {
    return item.all()
        .filter(one -> one.origin() == Origin.PERSON)
        .flatMap(one -> Topics.wordFor(topic, one.words()).stream())
        .findFirst();
  }
}
