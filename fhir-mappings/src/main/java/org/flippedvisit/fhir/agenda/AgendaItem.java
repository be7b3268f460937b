package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing to talk about.
 *
 * @param origin where it came from by itself; {@link #shownOrigin()} is what it is with the items
 *     joined to it
 * @param words the item; the person's own words verbatim when it is theirs
 * @param why why it is here, in plain words; empty when the words say it
 * @param source what it was proposed from, such as {@code ServiceRequest/7} or {@code
 *     Observation?code=4548-4}; null when a person typed it. The same source is never proposed
 *     twice.
 * @param fate null until somebody decides
 * @param raisedOn the day it first stood on an agenda
 * @param isSafety true for what must never be left: shown in its own row, cannot stay without a
 *     fate
 * @param isRaisedAtEnd true when it came up at the closing question
 * @param grounds what it was proposed for and from
 * @param privacy who may see it, and where
 * @param joined items that are the same thing, in the order they were joined
 * @param otherVersions what others wrote at the same moment, until a person chooses
 */
public record AgendaItem(
    AgendaItemId id,
    Origin origin,
    String words,
    String why,
    @Nullable String source,
    @Nullable Fate fate,
    LocalDate raisedOn,
    boolean isSafety,
    boolean isRaisedAtEnd,
    Grounds grounds,
    Privacy privacy,
    List<Joined> joined,
    List<OtherVersion> otherVersions) {

  /** Rows stored by versions before these fields have none of them. */
  public AgendaItem {
    if (words.isBlank()) {
      throw new IllegalArgumentException("an agenda item has words");
    }
    grounds = Objects.requireNonNullElse(grounds, Grounds.NONE);
    privacy = Objects.requireNonNullElse(privacy, Privacy.OPEN);
    joined = joined == null ? List.of() : List.copyOf(joined);
    otherVersions = otherVersions == null ? List.of() : List.copyOf(otherVersions);
  }

  /** An item that stands by itself, open to everybody in the room. */
  public AgendaItem(
      AgendaItemId id,
      Origin origin,
      String words,
      String why,
      @Nullable String source,
      @Nullable Fate fate,
      LocalDate raisedOn,
      boolean isSafety,
      boolean isRaisedAtEnd) {
    this(
        id,
        origin,
        words,
        why,
        source,
        fate,
        raisedOn,
        isSafety,
        isRaisedAtEnd,
        Grounds.NONE,
        Privacy.OPEN,
        List.of(),
        List.of());
  }

  /** Who may see an item, and where. */
  public enum Privacy {
    /** Everybody in the room; it stands in the shared note. */
    OPEN,
    /** Talked about at this visit; never on the shared screen, on paper or in the note. */
    THIS_VISIT,
    /** For talking alone: seen only in the mode in which the clinician is alone with the person. */
    ALONE
  }

  /**
   * An item that was joined to another.
   *
   * @param item as it stood before
   * @param place its place in the agenda then, from 0
   */
  public record Joined(AgendaItem item, int place) {}

  /**
   * What somebody else wrote in the same moment, kept until a person chooses.
   *
   * @param words null where it is not the words that differ
   * @param fate null where it is not the fate that differs
   * @param by who wrote it, as named on the page; empty when not known
   */
  public record OtherVersion(@Nullable String words, @Nullable Fate fate, String by) {}

  public AgendaItem withFate(@Nullable Fate newFate) {
    return copy(origin, words, newFate, isRaisedAtEnd, privacy, joined, otherVersions);
  }

  public AgendaItem withWords(String newWords) {
    return copy(origin, newWords, fate, isRaisedAtEnd, privacy, joined, otherVersions);
  }

  public AgendaItem withPrivacy(Privacy newPrivacy) {
    return copy(origin, words, fate, isRaisedAtEnd, newPrivacy, joined, otherVersions);
  }

  /** The same item as it would be proposed now: for another reason, with other evidence. */
  AgendaItem with(String newWhy, Grounds newGrounds) {
    return new AgendaItem(
        id,
        origin,
        words,
        newWhy,
        source,
        fate,
        raisedOn,
        isSafety,
        isRaisedAtEnd,
        newGrounds,
        privacy,
        joined,
        otherVersions);
  }

  AgendaItem withJoined(List<Joined> nowJoined) {
    return copy(origin, words, fate, isRaisedAtEnd, privacy, nowJoined, otherVersions);
  }

  AgendaItem withOtherVersions(List<OtherVersion> versions) {
    return copy(origin, words, fate, isRaisedAtEnd, privacy, joined, versions);
  }

  /**
   * The same item at a later visit: no fate yet, marked as carried over, still dated from when it
   * was first raised. What was joined stays joined.
   */
  public AgendaItem carriedOver() {
    List<Joined> parts =
        joined.stream().map(part -> new Joined(part.item().carriedOver(), part.place())).toList();
    return copy(Origin.CARRIED_OVER, words, null, false, privacy, parts, otherVersions);
  }

  /** True while it comes back at the next visit: put off on purpose, or left without a fate. */
  public boolean isWaiting() {
    return fate == null || fate.isWaiting();
  }

  /** True while a person has yet to say what becomes of it, or which version counts. */
  public boolean isOpen() {
    return fate == null || !otherVersions.isEmpty();
  }

  /** True when it, or what was joined to it, must never be left. */
  public boolean bearsOnSafety() {
    return all().anyMatch(AgendaItem::isSafety);
  }

  /** Where it stands with what is joined to it: from both, when both sides raised it. */
  public Origin shownOrigin() {
    boolean isFromPerson = all().anyMatch(item -> item.origin() == Origin.PERSON);
    boolean isFromOthers = all().anyMatch(item -> item.origin() != Origin.PERSON);
    return isFromPerson && isFromOthers ? Origin.BOTH : origin;
  }

  /** True for what the team proposed and alone may leave out again. */
  public boolean mayBeDropped() {
    return shownOrigin() == Origin.TEAM && !bearsOnSafety();
  }

  /** This item and everything joined to it, at any depth. */
  public Stream<AgendaItem> all() {
    return Stream.concat(Stream.of(this), joined.stream().flatMap(part -> part.item().all()));
  }

  private AgendaItem copy(
      Origin newOrigin,
      String newWords,
      @Nullable Fate newFate,
      boolean nowRaisedAtEnd,
      Privacy newPrivacy,
      List<Joined> nowJoined,
      List<OtherVersion> versions) {
    return new AgendaItem(
        id,
        newOrigin,
        newWords,
        why,
        source,
        newFate,
        raisedOn,
        isSafety,
        nowRaisedAtEnd,
        grounds,
        newPrivacy,
        nowJoined,
        versions);
  }

  /** This item with another joined to it. */
  AgendaItem joining(AgendaItem other, int place) {
    var more = new ArrayList<>(joined);
    more.add(new Joined(other, place));
    return withJoined(more);
  }
}
