package org.flippedvisit.app.portal;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/**
 * Says that the phone is not connected, by the browser alone: what is typed meanwhile waits in the
 * page, and goes when the connection is back, as long as the page stays open.
 */
final class NotConnected extends Div {
  private static final long serialVersionUID = 1L;

  private static final String WATCH =
      """
      const line = this;
      const state = window.Vaadin.connectionState;
      const lost = () => !navigator.onLine
          || state && ['reconnecting', 'connection-lost'].includes(state.state);
      const say = () => { line.hidden = !lost(); };
      if (!line.isWatching) {
        line.isWatching = true;
        window.addEventListener('offline', say);
        window.addEventListener('online', say);
        if (state) state.addStateChangeListener(say);
        // Flow tries again only when there is something to send.
        const again = () => {
          if (navigator.onLine && line.isConnected && lost()) line.$server.isBack();
        };
        window.addEventListener('online', () => setTimeout(again, 500));
        setInterval(again, 5000);
      }
      say();
      """;

  private final Paragraph words = new Paragraph();

  NotConnected() {
    addClassName("fv-not-connected");
    setTestId("not-connected");
    getElement().setAttribute("role", "alert");
    getElement().setAttribute("hidden", true);
    add(words);
    addAttachListener(
        attached -> {
          words.setText(getTranslation("portal.not-connected"));
          getElement().executeJs(WATCH);
        });
  }

  /** Called by the browser so that there is something to send; what was typed goes before it. */
  @ClientCallable
  void isBack() {}
}
