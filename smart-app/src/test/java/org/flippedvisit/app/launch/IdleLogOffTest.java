package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A launch that nobody touches is warned about, then ended; one touch and it goes on. */
@AppTest
class IdleLogOffTest {
  private static final IdleLogOff.Limits LIMITS =
      new IdleLogOff.Limits(Duration.ofMinutes(15), Duration.ofMinutes(1));

  private final Browser browser;
  private final Launches launches;
  private final LaunchEnd end;
  private final AccessTokens tokens;
  private final JdbcClient database;

  IdleLogOffTest(
      @LocalServerPort int port,
      Launches launches,
      LaunchEnd end,
      AccessTokens tokens,
      JdbcClient database) {
    browser = new Browser(port);
    this.launches = launches;
    this.end = end;
    this.tokens = tokens;
    this.database = database;
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  /** What the page of a launch was told. */
  private static final class Told implements Launches.Watcher {
    private final List<String> all = new ArrayList<>();

    @Override
    public void aboutToEnd() {
      all.add("warned");
    }

    @Override
    public void ended(LaunchEnd.Why why) {
      all.add(why.code());
    }

    @Override
    public void handedOver() {
      all.add("handed over");
    }
  }

  @Test
  void warnsOnceAMinuteBeforeTheEnd() {
    Launch launch = open();
    var told = new Told();
    launches.watch(launch.id(), told);

    lookAfter(Duration.ofMinutes(13));
    assertThat(told.all).isEmpty();
    lookAfter(Duration.ofMinutes(14).plusSeconds(1));
    lookAfter(Duration.ofMinutes(14).plusSeconds(2));

    assertThat(told.all).containsExactly("warned");
    launches.touch(launch.id());
    lookAfter(Duration.ofMinutes(14).plusSeconds(1));
    assertThat(told.all).as("somebody was there in between").containsExactly("warned", "warned");
  }

  @Test
  void endsLaunchThatNobodyTouched() {
    Launch launch = open();
    var told = new Told();
    launches.watch(launch.id(), told);

    lookAfter(Duration.ofMinutes(15).plusSeconds(1));

    assertThat(told.all).containsExactly("idle");
    assertThat(launches.find(launch.id().value(), name -> Set.of(launch.id()))).isEmpty();
    assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(AccessTokens.SignInEnded.class);
    assertThat(
            database
                .sql("select count(*) from access_audit where launch_id = ? and why = 'idle'")
                .param(launch.id().value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void refusesToStartWhereTheWarningWouldComeAtOnce() {
    var limits = new IdleLogOff.Limits(Duration.ofMinutes(1), Duration.ofMinutes(1));

    assertThatThrownBy(() -> new IdleLogOff(launches, end, limits, Clock.systemUTC()))
        .hasMessageContaining("flipped-visit.idle.warning");
  }

  private void lookAfter(Duration idle) {
    new IdleLogOff(launches, end, LIMITS, Clock.offset(Clock.systemUTC(), idle)).look();
  }

  private Launch open() {
    var opened =
        browser.open(
            TestEhrs.MAIN,
            org.flippedvisit.fixtures.fakeehr.Launch.of("Practitioner/dr-ahlgren", "noah"));
    String id = Browser.location(opened).getPath().split("/", -1)[2];
    return launches.find(id, name -> Set.of(new LaunchId(id))).orElseThrow();
  }
}
