package org.flippedvisit.app.shell;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.flippedvisit.app.launch.IdleLogOff;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchEnd;
import org.flippedvisit.app.launch.Launches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the launch of one tab: tells the server that somebody is there, warns before an idle
 * launch ends, and leaves nothing to read once it has ended. The browser empties the page by itself
 * when the server cannot be reached.
 */
@Tag("flipped-visit-watch")
final class LaunchWatch extends Component implements Launches.Watcher {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LaunchWatch.class);

  /** How often, at most, a page says that somebody is there. */
  private static final int BETWEEN_SIGNS_MILLIS = 10_000;

  /** The server has the first word on the end; the page follows by itself after this. */
  private static final int AFTER_SERVER_MILLIS = 5_000;

  private static final String LISTEN =
      """
      const page = this;
      let last = Date.now();
      let told = last;
      const seen = () => {
        last = Date.now();
        if (last - told > $1) {
          told = last;
          page.$server.stay();
        }
      };
      for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
        window.addEventListener(sign, seen, { capture: true, passive: true });
      }
      const look = setInterval(() => {
        if (Date.now() - last > $0) {
          clearInterval(look);
          document.body.replaceChildren();
          location.replace('/ended?why=idle');
        }
      }, 1000);
      """;

  private final transient Launches launches;
  private final transient IdleLogOff.Limits limits;
  private final UI tab;
  private final Dialog warning = new Dialog();
  private transient @Nullable Launch launch;
  private transient Runnable stopWatching = () -> {};

  private LaunchWatch(UI tab, Launches launches, IdleLogOff.Limits limits) {
    this.tab = tab;
    this.launches = launches;
    this.limits = limits;
    warning.setHeaderTitle(getTranslation("idle.title"));
    warning.add(new Paragraph(getTranslation("idle.text")));
    var stay = new Button(getTranslation("idle.stay"), click -> stay());
    stay.addThemeName("primary");
    stay.setAutofocus(true);
    warning.getFooter().add(stay);
  }

  /** Watches over whatever launch the tab shows. */
  static void over(UI tab, LaunchAccess access, Launches launches, IdleLogOff.Limits limits) {
    var watch = new LaunchWatch(tab, launches, limits);
    tab.addAfterNavigationListener(event -> watch.follow(access.of(event).orElse(null)));
    tab.addDetachListener(gone -> watch.stopWatching.run());
  }

  private void follow(@Nullable Launch shown) {
    Launch before = launch;
    if (shown == null || (before != null && before.id().equals(shown.id()))) {
      return;
    }
    stopWatching.run();
    launch = shown;
    tab.add(this);
    getElement()
        .executeJs(LISTEN, limits.after().toMillis() + AFTER_SERVER_MILLIS, BETWEEN_SIGNS_MILLIS);
    launches.touch(shown.id());
    stopWatching = launches.watch(shown.id(), this);
  }

  /** Somebody is at the page. */
  @ClientCallable
  private void stay() {
    Launch shown = launch;
    if (shown != null) {
      launches.touch(shown.id());
    }
    warning.close();
  }

  @Override
  public void aboutToEnd() {
    inTab(warning::open);
  }

  @Override
  public void ended(LaunchEnd.Why why) {
    inTab(
        () -> {
          tab.removeAll(); // nothing of the page can be clicked any more, whoever asks
          tab.getPage()
              .executeJs(
                  "document.body.replaceChildren(); location.replace($0)",
                  "/ended?why=" + why.code());
        });
  }

  @Override
  public void handedOver() {
    inTab(
        () -> {
          tab.removeAll();
          tab.getPage().executeJs("document.body.replaceChildren(); location.reload()");
        });
  }

  private void inTab(Runnable change) {
    try {
      var unusedQueued = tab.access(change::run);
    } catch (UIDetachedException closed) {
      LOG.debug("launch.watch: the tab is closed");
    }
  }
}
