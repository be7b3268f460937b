package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.agenda.AgendaItem.Joined;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;

/**
 * What became of something at an earlier visit. What the chart still says is due is proposed again;
 * with this nobody has to start from nothing, or ask a person again who has said no.
 *
 * @param on the day of that visit
 */
public record EarlierFate(Fate fate, LocalDate on) {

  /** The agenda of an earlier visit. */
  public record Visit(LocalDate on, Agenda agenda) {}

  /**
   * The same items, each with what became of it last.
   *
   * @param items what waits, and what is proposed from the chart
   * @param earlier oldest first
   */
  public static List<AgendaItem> remember(List<AgendaItem> items, List<Visit> earlier) {
    return items.stream().map(item -> remember(item, earlier)).toList();
  }

  /** What is joined to it may have a past of its own. */
  private static AgendaItem remember(AgendaItem item, List<Visit> earlier) {
    AgendaItem whole =
        item.withJoined(
            item.joined().stream()
                .map(part -> new Joined(remember(part.item(), earlier), part.place()))
                .toList());
    return last(item, earlier)
        .map(before -> whole.with(item.why(), item.grounds().after(before)))
        .orElse(whole);
  }

  private static Optional<EarlierFate> last(AgendaItem item, List<Visit> earlier) {
    return earlier.reversed().stream()
        .flatMap(
            visit ->
                visit.agenda().items().stream()
                    .filter(then -> isSame(then, item) && mayBeSaid(then, item))
                    .flatMap(
                        then ->
                            Optional.ofNullable(then.fate())
                                .map(fate -> new EarlierFate(fate, visit.on()))
                                .stream()))
        .findFirst();
  }

  private static boolean isSame(AgendaItem then, AgendaItem item) {
    return then.all()
        .anyMatch(
            part ->
                part.id().equals(item.id())
                    || (part.source() != null && part.source().equals(item.source())));
  }

  /** What was said in private stays with who could hear it. */
  private static boolean mayBeSaid(AgendaItem then, AgendaItem item) {
    return then.privacy() == Privacy.OPEN || then.privacy() == item.privacy();
  }
}
