package org.flippedvisit.app.ehr;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The {@code X-Request-Id} of one exchange with an EHR, as the audit has it. Its first request
 * bears it; a further page, or a request sent again with a renewed token, is numbered after it.
 */
final class RequestId {
  private final String value = UUID.randomUUID().toString();
  private final AtomicInteger sent = new AtomicInteger();

  String value() {
    return value;
  }

  String next() {
    int number = sent.incrementAndGet();
    return number == 1 ? value : value + "." + number;
  }
}
