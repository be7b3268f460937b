package org.flippedvisit.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AccessCheckDecision;
import com.vaadin.flow.server.auth.AccessCheckResult;
import com.vaadin.flow.server.auth.NavigationContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.flippedvisit.app.launch.HandOvers;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchId;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody enters a page without a launch of their own browser session, in a role it is for. */
@AppTest
class LaunchAccessTest {
  private static final String VISIT = "visit.VisitView";
  private static final String ROOMING = "rooming.RoomingView";
  private static final String HANDED_OVER = "rooming.HandedOverView";
  private static final String PORTAL = "portal.PortalView";

  private final FakeEhr ehr = FakeEhr.start();
  private final int port;
  private final LaunchAccess access;
  private final HandOvers handOvers;
  private final OpenChart chart;

  LaunchAccessTest(
      @LocalServerPort int port, LaunchAccess access, HandOvers handOvers, Launches launches) {
    this.port = port;
    this.access = access;
    this.handOvers = handOvers;
    chart = new OpenChart(launches, ehr);
  }

  @AfterEach
  void stop() {
    VaadinSession.setCurrent(null);
    ehr.close();
  }

  @Test
  void opensStaffPagesToStaffAndThePortalToThePersonsSide() throws Exception {
    Launch doctor = chart.byClinician("dr-ahlgren", "noah", null);
    Launch assistant = chart.byAssistant("lena-ortiz", "noah", null);
    Launch son = chart.byPatient("noah");
    Launch mother = chart.byProxy("noah-ingrid", "noah");

    for (Launch staff : new Launch[] {doctor, assistant}) {
      assertThat(mayEnter(VISIT, staff, staff)).isTrue();
      assertThat(mayEnter(ROOMING, staff, staff)).isTrue();
      assertThat(mayEnter(PORTAL, staff, staff)).isFalse();
    }
    for (Launch person : new Launch[] {son, mother}) {
      assertThat(mayEnter(VISIT, person, person)).isFalse();
      assertThat(mayEnter(ROOMING, person, person)).isFalse();
      assertThat(mayEnter(PORTAL, person, person)).isTrue();
    }
  }

  @Test
  void refusesLaunchOfAnotherSession() throws Exception {
    Launch mine = chart.byClinician("dr-ahlgren", "noah", null);
    Launch theirs = chart.byClinician("dr-osei", "amina", null);

    assertThat(mayEnter(VISIT, theirs, mine)).isFalse();
  }

  @Test
  void refusesMadeUpLaunch() throws Exception {
    Launch mine = chart.byClinician("dr-ahlgren", "noah", null);

    assertThat(mayEnter(VISIT, "0000000000000000000000", Set.of(mine.id()))).isFalse();
    assertThat(mayEnter(VISIT, "<script>", Set.of(mine.id()))).isFalse();
    assertThat(mayEnter(VISIT, mine.id().value(), Set.of())).isFalse();
  }

  @Test
  void asksTheBrowserOnceMoreForALaunchThatHasJustLandedElsewhere() throws Exception {
    String landed =
        Browser.location(
                new Browser(port)
                    .open(
                        TestEhrs.MAIN,
                        org.flippedvisit.fixtures.fakeehr.Launch.of(
                            "Practitioner/dr-ahlgren", "noah", "noah-today")))
            .getPath()
            .split("/", -1)[2];
    Launch other = chart.byClinician("dr-osei", "amina", null);

    assertThat(leadsElsewhere(landed)).isTrue();
    assertThat(leadsElsewhere(other.id().value())).as("opened long ago").isFalse();
    assertThat(leadsElsewhere("made-up")).isFalse();
  }

  /** Where the page is not shown all the same. */
  private boolean leadsElsewhere(String launchId) throws Exception {
    var page = mock(Page.class);
    var tab = mock(UI.class);
    when(tab.getPage()).thenReturn(page);
    UI.setCurrent(tab);
    try {
      assertThat(mayEnter(VISIT, launchId, Set.of())).isFalse();
    } finally {
      UI.setCurrent(null);
    }
    return mockingDetails(page).getInvocations().stream()
        .anyMatch(call -> List.of(call.getArguments()).contains("/landed/" + launchId));
  }

  @Test
  void showsNothingElseOfThisBrowserOnAScreenThatIsHandedOver() throws Exception {
    Launch assistant = chart.byAssistant("lena-ortiz", "noah", null);
    Launch otherChart = chart.byAssistant("lena-ortiz", "amina", null);
    Launch otherBrowser = chart.byAssistant("lena-ortiz", "ruth", null);
    Set<LaunchId> browser = Set.of(assistant.id(), otherChart.id());
    assertThat(mayEnter(HANDED_OVER, assistant.id().value(), browser)).isFalse();

    handOvers.handOver(assistant, "2468", attributes(browser));

    assertThat(mayEnter(HANDED_OVER, assistant.id().value(), browser)).isTrue();
    for (String view : List.of(VISIT, ROOMING)) {
      assertThat(mayEnter(view, assistant.id().value(), browser)).as(view).isFalse();
      assertThat(mayEnter(view, otherChart.id().value(), browser)).as(view).isFalse();
    }
    assertThat(mayEnter(HANDED_OVER, otherChart.id().value(), browser)).isFalse();
    assertThat(mayEnter(ROOMING, otherBrowser, otherBrowser)).isTrue();

    assertThat(handOvers.takeBack(assistant, "1357", attributes(browser))).isFalse();
    assertThat(mayEnter(ROOMING, assistant.id().value(), browser)).isFalse();
    assertThat(handOvers.takeBack(assistant, "2468", attributes(browser))).isTrue();
    assertThat(mayEnter(ROOMING, assistant.id().value(), browser)).isTrue();
    assertThat(mayEnter(HANDED_OVER, assistant.id().value(), browser)).isFalse();
  }

  @Test
  void endsEverythingThisBrowserHasOpenAfterTooManyWrongCodes() throws Exception {
    Launch assistant = chart.byAssistant("lena-ortiz", "noah", null);
    Launch otherChart = chart.byAssistant("lena-ortiz", "amina", null);
    Set<LaunchId> browser = Set.of(assistant.id(), otherChart.id());
    handOvers.handOver(assistant, "2468", attributes(browser));

    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(handOvers.takeBack(assistant, "0000", attributes(browser))).isFalse();
    }

    assertThat(handOvers.takeBack(assistant, "2468", attributes(browser))).isFalse();
    assertThat(mayEnter(ROOMING, assistant.id().value(), browser)).isFalse();
    assertThat(mayEnter(VISIT, otherChart.id().value(), browser)).isFalse();
  }

  @Test
  void letsALaunchFromTheEhrThroughThatCameAfterTheScreenWasHandedOver() throws Exception {
    Launch assistant = chart.byAssistant("lena-ortiz", "noah", null);
    handOvers.handOver(assistant, "2468", attributes(Set.of(assistant.id())));
    Thread.sleep(5); // opened at a later instant
    Launch next = chart.byAssistant("lena-ortiz", "amina", null);

    assertThat(mayEnter(ROOMING, next.id().value(), Set.of(assistant.id(), next.id()))).isTrue();
  }

  @Test
  void handsNothingOverForThePersonsSideOrWithoutACode() {
    Launch son = chart.byPatient("noah");
    Launch assistant = chart.byAssistant("lena-ortiz", "noah", null);

    assertThatThrownBy(() -> handOvers.handOver(son, "2468", attributes(Set.of(son.id()))))
        .isInstanceOf(NotForThisRole.class);
    for (String code : List.of("", "123", "12a4", "１２３４")) {
      assertThatThrownBy(
              () -> handOvers.handOver(assistant, code, attributes(Set.of(assistant.id()))))
          .as(code)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Function<String, @Nullable Object> attributes(Set<LaunchId> owned) {
    return name -> name.equals(Launches.class.getName()) ? owned : null;
  }

  private boolean mayEnter(String view, Launch asked, Launch owned) throws Exception {
    return mayEnter(view, asked.id().value(), Set.of(owned.id()));
  }

  private boolean mayEnter(String view, String launchId, Set<LaunchId> owned) throws Exception {
    var browser = mock(WrappedSession.class);
    when(browser.getAttribute(Launches.class.getName())).thenReturn(owned);
    var session = mock(VaadinSession.class);
    when(session.getSession()).thenReturn(browser);
    VaadinSession.setCurrent(session);
    var context = mock(NavigationContext.class);
    Class<? extends Component> target =
        Class.forName("org.flippedvisit.app." + view).asSubclass(Component.class);
    when(context.getNavigationTarget()).thenAnswer(call -> target);
    when(context.getParameters()).thenReturn(new RouteParameters("launchId", launchId));
    when(context.allow()).thenReturn(AccessCheckResult.allow());
    when(context.deny(anyString())).thenReturn(AccessCheckResult.deny("no"));
    return access.check(context).decision() == AccessCheckDecision.ALLOW;
  }
}
