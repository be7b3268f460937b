package org.flippedvisit.app.launch;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * Ends launches that nobody has touched for a while, after a warning (automatic logoff, 45 CFR
 * 164.312(a)(2)(iii)). What was typed is kept as drafts.
 */
@Component
public final class IdleLogOff {
  private final Launches launches;
  private final LaunchEnd end;
  private final Limits limits;
  private final Clock clock;

  IdleLogOff(Launches launches, LaunchEnd end, Limits limits, Clock clock) {
    if (limits.warning().compareTo(limits.after()) >= 0) {
      throw new IllegalStateException(
          "flipped-visit.idle.warning must be shorter than flipped-visit.idle.after");
    }
    this.launches = launches;
    this.end = end;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * How long nobody may be at a page.
   *
   * @param after end of the launch
   * @param warning how long before the end the page says so
   */
  @Validated
  @ConfigurationProperties("flipped-visit.idle")
  public record Limits(
      @NotNull @DefaultValue("15m") Duration after,
      @NotNull @DefaultValue("1m") Duration warning) {}

  public Limits limits() {
    return limits;
  }

  @Scheduled(fixedDelay = 1000)
  void look() {
    for (var one : launches.all()) {
      Duration idle = Duration.between(one.lastActive(), clock.instant());
      if (idle.compareTo(limits.after()) >= 0) {
        end.end(one.launch(), LaunchEnd.Why.IDLE);
      } else if (idle.compareTo(limits.after().minus(limits.warning())) >= 0) {
        one.warn();
      }
    }
  }
}
