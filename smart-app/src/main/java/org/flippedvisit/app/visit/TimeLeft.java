package org.flippedvisit.app.visit;

import com.vaadin.flow.component.html.Paragraph;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.flippedvisit.fhir.visit.Visit;

/**
 * How long the visit still has, where the chart says when it ends. Once that moment has passed it
 * says nothing: nobody is hurried out.
 */
final class TimeLeft extends Paragraph {
  /** An end farther off than this is a day of admission, not of a visit. */
  private static final Duration LONGEST = Duration.ofHours(4);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
  private static final long serialVersionUID = 1L;

  private boolean isFollowing;

  TimeLeft() {
    addClassNames("fv-soft", "fv-time-left");
    setVisible(false);
  }

  void follow(Visit visit, VisitServices services) {
    if (isFollowing
        || visit.end() == null
        || !(visit.end().value() instanceof OffsetDateTime end)) {
      return;
    }
    isFollowing = true;
    show(minutesTo(end, services.clock().instant()));
    services
        .work()
        .follow(this, LOOK_EVERY, () -> minutesTo(end, services.clock().instant()), this::show);
  }

  /** Begun minutes count. */
  private static long minutesTo(OffsetDateTime end, Instant now) {
    return Math.ceilDiv(Duration.between(now, end.toInstant()).toSeconds(), 60);
  }

  private void show(long minutes) {
    setVisible(minutes > 0 && minutes <= LONGEST.toMinutes());
    setText(getTranslation("agenda.time-left", minutes));
  }
}
