package org.flippedvisit.fhir.agenda;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Agendas and items as text, for golden files that a clinician can read. */
final class AgendaLines {
  private AgendaLines() {}

  static String of(Agenda agenda) {
    if (agenda.items().isEmpty()) {
      return "nothing on the agenda\n";
    }
    return agenda.items().stream().map(AgendaLines::of).collect(Collectors.joining());
  }

  private static String of(AgendaItem item) {
    EarlierFate before = item.grounds().before();
    return "%s%s: %s%n%s%s%s%s"
        .formatted(
            item.shownOrigin(),
            item.bearsOnSafety() ? " (safety)" : "",
            indented(item.words()),
            item.why().isBlank() ? "" : "    why: " + indented(item.why()) + "\n",
            item.shownOrigin() == Origin.TEAM
                ? ""
                : "    on the agenda since " + item.raisedOn() + "\n",
            before == null
                ? ""
                : "    on " + before.on() + ": " + indented(before.fate().toString()) + "\n",
            item.joined().stream()
                .map(part -> "    with: " + indented(part.item().words()) + "\n")
                .collect(Collectors.joining()));
  }

  static String of(List<TeamItem> items) {
    return items.isEmpty()
        ? "  nothing\n"
        : items.stream().map(AgendaLines::of).collect(Collectors.joining());
  }

  private static String of(TeamItem item) {
    return "  %s%s%n    why: %s%n    topics: %s%n    source: %s%n%s"
        .formatted(
            item.isSafety() ? "(safety) " : "",
            item.words(),
            String.join(" ", item.why()),
            String.join(" ", item.grounds().topics()),
            item.source(),
            item.grounds().evidence().stream().map(AgendaLines::of).collect(Collectors.joining()));
  }

  private static String of(Evidence evidence) {
    return "    %s %s, %s: %s%n"
        .formatted(
            evidence.kind().name().toLowerCase(Locale.ROOT),
            evidence.reference(),
            evidence.at(),
            evidence.text());
  }

  private static String indented(String words) {
    return words.replace("\n", "\n    ");
  }
}
