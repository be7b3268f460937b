package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteState;

/**
 * Says, once for the whole page, that the EHR sign-in behind it is over: what was typed is kept,
 * and where to go on. The fields stay as they are; what needs the EHR is switched off.
 */
public final class SignInNotice extends Div {
  private static final long serialVersionUID = 1L;

  public SignInNotice() {
    addClassName("fv-sign-in-over");
    getElement().setAttribute("role", "alert");
    setVisible(false);
    whenOver(
        this,
        () -> {
          removeAll();
          add(new Paragraph(getTranslation("sign-in.over")));
          setVisible(true);
        });
  }

  /** Told to a page; a page is one tab and one launch. */
  private static final class Over extends ComponentEvent<UI> {
    private static final long serialVersionUID = 1L;

    Over(UI page) {
      super(page, false);
    }
  }

  /** The sign-in behind the page of {@code where} is over. */
  static void over(Component where) {
    UI page = where.getUI().orElseGet(UI::getCurrent);
    if (ComponentUtil.getData(page, Over.class) == null) {
      var over = new Over(page);
      ComponentUtil.setData(page, Over.class, over);
      ComponentUtil.fireEvent(page, over);
    }
  }

  /** Hears what became of a write that was tried in this launch just now. */
  public static void heard(Write write, Component where) {
    if (write.state() == WriteState.REJECTED && write.why() == Why.SIGN_IN_ENDED) {
      over(where);
    }
  }

  /** Does something when the sign-in behind the page is over, at once if it is over already. */
  static void whenOver(Component where, Runnable act) {
    where.addAttachListener(
        attached -> {
          UI page = attached.getUI();
          if (ComponentUtil.getData(page, Over.class) != null) {
            act.run();
            return;
          }
          var listening = ComponentUtil.addListener(page, Over.class, over -> act.run());
          where.addDetachListener(
              detached -> {
                listening.remove();
                detached.unregisterListener();
              });
        });
  }

  /** Switches off what can do nothing without a sign-in. */
  static <C extends Component & HasEnabled> void switchOffWhenOver(C needsEhr) {
    whenOver(needsEhr, () -> needsEhr.setEnabled(false));
  }
}
