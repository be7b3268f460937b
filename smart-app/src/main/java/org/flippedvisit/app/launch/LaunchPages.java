package org.flippedvisit.app.launch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The pages shown before there is a launch: plain HTML without scripts, so that they work whatever
 * the browser blocks. Nothing of the request is echoed.
 */
@Component
final class LaunchPages {
  private final MessageSource messages;

  LaunchPages(MessageSource messages) {
    this.messages = messages;
  }

  String refused(Reason reason, Locale locale) {
    String key = "launch.refused." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return page(
        locale, text(key + ".title", locale), "<p>" + escape(text(key + ".text", locale)) + "</p>");
  }

  String chooseClinic(List<Ehr> ehrs, Locale locale) {
    var choices = new StringBuilder("<ul class=\"fv-clinics\">");
    for (Ehr ehr : ehrs) {
      choices
          .append("<li><a href=\"/portal?ehr=")
          .append(escape(ehr.id()))
          .append("\">")
          .append(escape(ehr.name()))
          .append("</a></li>");
    }
    return page(locale, text("launch.clinic.title", locale), choices.append("</ul>").toString());
  }

  /** The way out of a frame whose cookies the browser does not keep. */
  String openInWindow(URI launch, Locale locale) {
    return page(
        locale,
        text("launch.window.title", locale),
        "<p>"
            + escape(text("launch.window.text", locale))
            + "</p><p><a class=\"fv-button\" target=\"_blank\" rel=\"noopener\" href=\""
            + escape(launch.toString())
            + "\">"
            + escape(text("launch.window.open", locale))
            + "</a></p>");
  }

  /**
   * What stands in a tab whose launch is over.
   *
   * @param why as it stood in a URL; anything at all
   */
  String ended(String why, Locale locale) {
    String key =
        Stream.of(LaunchEnd.Why.values())
            .map(LaunchEnd.Why::code)
            .filter(why::equals)
            .findFirst()
            .orElse(LaunchEnd.Why.SESSION_OVER.code());
    return page(
        locale,
        text("launch.ended." + key + ".title", locale),
        "<p>" + escape(text("launch.ended." + key + ".text", locale)) + "</p>");
  }

  private String page(Locale locale, String title, String body) {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/flipped-visit.css">
        </head>
        <body class="fv-plain">
        <main class="fv-one"><h1>%s</h1>%s</main>
        </body>
        </html>
        """
        .formatted(
            locale.getLanguage().equals("es") ? "es" : "en", escape(title), escape(title), body);
  }

  private String text(String key, Locale locale) {
    return messages.getMessage(key, null, locale);
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text);
  }
}
