package org.flippedvisit.app.shell;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a failure under a short id that the page can show. Class names and places only: messages may
 * hold anything.
 */
final class ErrorReport {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);
  private static final int ID_LENGTH = 8;

  private ErrorReport() {}

  static String log(Throwable failure) {
    String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
    var chain = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      StackTraceElement[] places = one.getStackTrace();
      chain
          .append(one.getClass().getName())
          .append(" at ")
          .append(places.length == 0 ? "?" : places[0])
          .append("; ");
    }
    LOG.error("page.failed id={} chain={}", id, chain);
    return id;
  }
}
