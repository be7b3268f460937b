package org.flippedvisit.app.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Locale;
import org.flippedvisit.app.launch.IdleLogOff;
import org.flippedvisit.app.launch.Launches;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What every browser session gets: an error handler that shows an id instead of nothing, a page
 * language that screen readers believe, and words instead of a reload loop when the session is
 * over.
 */
@Component
class SessionSetup implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;

  private final transient MessageSource messages;
  private final transient LaunchAccess access;
  private final transient Launches launches;
  private final transient IdleLogOff idle;

  SessionSetup(MessageSource messages, LaunchAccess access, Launches launches, IdleLogOff idle) {
    this.messages = messages;
    this.access = access;
    this.launches = launches;
    this.idle = idle;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event
        .getSource()
        .addSessionInitListener(
            session ->
                session
                    .getSession()
                    .setErrorHandler(
                        error -> {
                          String id = ErrorReport.log(error.getThrowable());
                          UI ui = UI.getCurrent();
                          if (ui != null) {
                            Notification.show(ui.getTranslation("error.text", id));
                          }
                        }));
    event
        .getSource()
        .addUIInitListener(
            opened -> {
              setLanguage(opened.getUI());
              LaunchWatch.over(opened.getUI(), access, launches, idle.limits());
              opened
                  .getUI()
                  .addBeforeEnterListener(
                      entering -> access.elsewhere(entering).ifPresent(entering::forwardTo));
            });
    event.addIndexHtmlRequestListener(ContentSecurityPolicy::allowOwnScripts);
    event.getSource().setSystemMessagesProvider(info -> systemMessages(info.getLocale()));
  }

  private static void setLanguage(UI ui) {
    ui.getElement().executeJs("document.documentElement.lang = $0", ui.getLocale().getLanguage());
  }

  private CustomizedSystemMessages systemMessages(Locale locale) {
    var texts = new CustomizedSystemMessages();
    texts.setSessionExpiredNotificationEnabled(true);
    texts.setSessionExpiredURL("/launch-required");
    texts.setSessionExpiredCaption(messages.getMessage("launch.required.title", null, locale));
    texts.setSessionExpiredMessage(messages.getMessage("launch.required.text", null, locale));
    return texts;
  }
}
