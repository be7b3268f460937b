package org.flippedvisit.app.shell;

import com.vaadin.flow.component.button.Button;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchEnd;

/**
 * Ends the launch of this tab, and no other of the same browser: its tokens go back to the EHR and
 * the page is emptied. What was typed stays as drafts.
 */
public final class SignOff extends Button {
  private static final long serialVersionUID = 1L;

  public SignOff(Launch launch, LaunchEnd end) {
    super();
    setText(getTranslation("nav.sign-off"));
    setTestId("sign-off");
    addClickListener(click -> end.end(launch, LaunchEnd.Why.SIGNED_OFF));
  }
}
