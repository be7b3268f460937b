package org.flippedvisit.app.patient;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flippedvisit.app.audit.AuditStore;
import org.flippedvisit.app.audit.AuditStore.StaffAccess;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which members of staff opened a patient's record through this app: written down, and shown. */
@Component
public final class Openings {
  private static final List<String> STAFF =
      Arrays.stream(Role.values()).filter(Role::isStaff).map(Role::name).toList();

  /** Launches looked at; a patient who is seen every day reaches back for months. */
  private static final int MOST = 500;

  private final AuditTrail audit;
  private final AuditStore store;
  private final Clock clock;

  Openings(AuditTrail audit, AuditStore store, Clock clock) {
    this.audit = audit;
    this.store = store;
    this.clock = clock;
  }

  /**
   * One person on one day.
   *
   * @param name null where the EHR never gave one
   * @param at when they came, for the last time on that day
   */
  public record Opening(@Nullable String name, Role role, Instant at) {}

  /** A page was opened and it is known by whom. */
  public void opened(Launch launch, String page, Author by) {
    audit.opened(launch.auditSubject(), page, by.name());
  }

  /** A page was sent to a printer. */
  public void printed(Launch launch, String page) {
    audit.printed(launch.auditSubject(), page);
  }

  /** Who opened the record of the patient of {@code launch}, newest first. */
  public List<Opening> of(Launch launch) {
    List<StaffAccess> all = store.staffAccess(launch.auditSubject(), STAFF, MOST);
    Map<String, String> names = new HashMap<>();
    for (StaffAccess one : all) {
      if (one.name() != null) {
        names.putIfAbsent(one.user(), one.name());
      }
    }
    var days = new LinkedHashMap<PersonAndDay, Opening>();
    for (StaffAccess one : all) {
      days.putIfAbsent(
          new PersonAndDay(one.user(), one.at().atZone(clock.getZone()).toLocalDate()),
          new Opening(names.get(one.user()), Role.valueOf(one.role()), one.at()));
    }
    return List.copyOf(days.values());
  }

  private record PersonAndDay(String user, LocalDate on) {}
}
