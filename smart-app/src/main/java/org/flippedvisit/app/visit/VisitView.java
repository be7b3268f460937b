package org.flippedvisit.app.visit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OpenTo;

/** The visit page at its address, for the launch that the address names. */
@Route("visit/:launchId/agenda")
@OpenTo({Role.CLINICIAN, Role.MEDICAL_ASSISTANT})
final class VisitView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  private final transient LaunchAccess access;
  private final transient VisitServices services;

  VisitView(LaunchAccess access, VisitServices services) {
    this.access = access;
    this.services = services;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch launch = access.of(event);
    removeAll();
    var page = new VisitPage(launch, services, access.signOff(launch));
    add(page);
    page.load();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("page.visit");
  }
}
