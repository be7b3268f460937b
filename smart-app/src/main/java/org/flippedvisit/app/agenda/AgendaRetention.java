package org.flippedvisit.app.agenda;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flippedvisit.app.agenda.AgendaStore.Row;
import org.flippedvisit.app.store.KeepProperties;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.AgendaMerge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes closed agendas that are older than the site keeps them. One stays while an item of it
 * waits, or would wait again without it since an older agenda that stays left it waiting.
 */
@Component
final class AgendaRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AgendaRetention.class);

  private final AgendaStore store;
  private final KeepProperties keep;
  private final Clock clock;

  AgendaRetention(AgendaStore store, KeepProperties keep, Clock clock) {
    this.store = store;
    this.keep = keep;
    this.clock = clock;
  }

  @Scheduled(cron = "0 55 3 * * *")
  void remove() {
    if (keep.agendas() != null) {
      LocalDate day = LocalDate.now(clock).minus(keep.agendas());
      long removed = store.withClosedBefore(day).stream().mapToLong(one -> remove(one, day)).sum();
      if (removed > 0) {
        LOG.info("agenda.removed agendas={}", removed);
      }
    }
  }

  private long remove(PatientKey patient, LocalDate day) {
    return done(store.all(patient), day).stream().filter(row -> store.remove(patient, row)).count();
  }

  /**
   * What may go of one patient's agendas.
   *
   * @param all oldest visit first
   */
  static List<Row> done(List<Row> all, LocalDate before) {
    Set<AgendaItemId> waiting = waitingInTheEnd(all);
    var done =
        new ArrayList<>(
            all.stream()
                .filter(row -> row.agenda().isClosed() && row.visitOn().isBefore(before))
                .filter(row -> !hasAny(row, waiting))
                .toList());
    var left = new HashSet<AgendaItemId>();
    do {
      all.stream().filter(row -> !done.contains(row)).forEach(row -> left.addAll(waitingIn(row)));
    } while (done.removeIf(row -> hasAny(row, left)));
    return done;
  }

  private static Set<AgendaItemId> waitingInTheEnd(List<Row> all) {
    return ids(AgendaMerge.waiting(all.stream().map(Row::agenda).toList()));
  }

  private static Set<AgendaItemId> waitingIn(Row row) {
    return ids(row.agenda().items().stream().filter(AgendaItem::isWaiting).toList());
  }

  private static boolean hasAny(Row row, Set<AgendaItemId> ids) {
    return !Collections.disjoint(ids(row.agenda().items()), ids);
  }

  private static Set<AgendaItemId> ids(List<AgendaItem> items) {
    return items.stream().flatMap(AgendaItem::all).map(AgendaItem::id).collect(Collectors.toSet());
  }
}
