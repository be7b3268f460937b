package org.flippedvisit.app.shell;

import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AccessCheckResult;
import com.vaadin.flow.server.auth.NavigationAccessChecker;
import com.vaadin.flow.server.auth.NavigationContext;
import java.util.Arrays;
import java.util.Optional;
import org.flippedvisit.app.launch.HandOvers;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchEnd;
import org.flippedvisit.app.launch.Launches;
import org.springframework.stereotype.Component;

/**
 * Lets a browser into a page only with a launch that this browser session opened, and only in a
 * role that the page is for. The launch comes from the URL, never from "the" session: two charts in
 * two tabs stay two.
 */
@Component
public final class LaunchAccess implements NavigationAccessChecker {
  private static final long serialVersionUID = 1L;

  /** Name of the route parameter. */
  private static final String LAUNCH_ID = "launchId";

  private final transient Launches launches;
  private final transient LaunchEnd end;
  private final transient HandOvers handOvers;

  LaunchAccess(Launches launches, LaunchEnd end, HandOvers handOvers) {
    this.launches = launches;
    this.end = end;
    this.handOvers = handOvers;
  }

  /** A button that ends the launch of this tab. */
  public SignOff signOff(Launch launch) {
    return new SignOff(launch, end);
  }

  @Override
  public AccessCheckResult check(NavigationContext context) {
    if (VaadinSession.getCurrent() == null) {
      return context.allow(); // asked for the empty shell, before there is a page: nothing is in it
    }
    if (context.isErrorHandling()
        || context.getNavigationTarget().equals(LaunchRequiredView.class)) {
      return context.allow();
    }
    OpenTo open = context.getNavigationTarget().getAnnotation(OpenTo.class);
    boolean isHandedOverPage =
        context.getNavigationTarget().isAnnotationPresent(OnHandedOverScreen.class);
    boolean allowed =
        open != null
            && launch(context.getParameters())
                .filter(launch -> Arrays.asList(open.value()).contains(launch.role()))
                .filter(launch -> mayShow(launch, isHandedOverPage))
                .isPresent();
    return allowed ? context.allow() : context.deny("no launch for this page");
  }

  private boolean mayShow(Launch launch, boolean isHandedOverPage) {
    Optional<Launch> keeping = keeping(launch);
    return isHandedOverPage
        ? keeping.filter(one -> one.id().equals(launch.id())).isPresent()
        : keeping.isEmpty();
  }

  private Optional<Launch> keeping(Launch launch) {
    return handOvers.keeping(launch, VaadinSession.getCurrent().getSession()::getAttribute);
  }

  /**
   * Where a tab is led that wants to show a page although the screen is handed over, or the page of
   * a handed-over screen although it is taken back; empty where it may show what it wants.
   */
  Optional<String> elsewhere(BeforeEnterEvent event) {
    boolean isHandedOverPage =
        event.getNavigationTarget().isAnnotationPresent(OnHandedOverScreen.class);
    return launch(event.getRouteParameters())
        .filter(launch -> !mayShow(launch, isHandedOverPage))
        .map(
            launch ->
                keeping(launch)
                    .map(one -> one.path("handed-over"))
                    .orElseGet(() -> launch.path("rooming")));
  }

  /**
   * The launch of the page being entered.
   *
   * @throws IllegalStateException when there is none, which {@link #check} has ruled out
   */
  public Launch of(BeforeEnterEvent event) {
    return launch(event.getRouteParameters())
        .orElseThrow(() -> new IllegalStateException("entered a page without a launch"));
  }

  /** The launch of the page that a tab shows; empty on pages that belong to none. */
  Optional<Launch> of(AfterNavigationEvent event) {
    return launch(event.getRouteParameters());
  }

  private Optional<Launch> launch(RouteParameters parameters) {
    var session = VaadinSession.getCurrent().getSession();
    return parameters.get(LAUNCH_ID).flatMap(id -> launches.find(id, session::getAttribute));
  }
}
