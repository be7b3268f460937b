package org.flippedvisit.app.launch;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Names one launch in URLs and logs: 128 random bits, meaningless, of no use in another browser
 * session.
 */
public record LaunchId(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public LaunchId {
    if (!value.matches("[A-Za-z0-9_-]{22}")) {
      throw new IllegalArgumentException("not a launch id");
    }
  }

  static LaunchId random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return new LaunchId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  @Override
  public String toString() {
    return value;
  }
}
