package org.flippedvisit.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AccessCheckDecision;
import com.vaadin.flow.server.auth.AccessCheckResult;
import com.vaadin.flow.server.auth.NavigationContext;
import java.util.Set;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchId;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody enters a page without a launch of their own browser session, in a role it is for. */
@AppTest
class LaunchAccessTest {
  private static final String VISIT = "visit.VisitView";
  private static final String ROOMING = "rooming.RoomingView";
  private static final String PORTAL = "portal.PortalView";

  private final FakeEhr ehr = FakeEhr.start();
  private final LaunchAccess access;
  private final OpenChart chart;

  LaunchAccessTest(LaunchAccess access, Launches launches) {
    this.access = access;
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
