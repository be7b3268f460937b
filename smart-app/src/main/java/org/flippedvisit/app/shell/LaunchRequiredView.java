package org.flippedvisit.app.shell;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;

/** Says how to get in, when there is no launch or it is over. Never reloads by itself. */
@Route("launch-required")
public class LaunchRequiredView extends Main implements HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  LaunchRequiredView() {
    addClassName("fv-one");
    add(
        new H1(getTranslation("launch.required.title")),
        new Paragraph(getTranslation("launch.required.text")));
  }

  @Override
  public String getPageTitle() {
    return getTranslation("launch.required.title");
  }
}
