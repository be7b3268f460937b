package org.flippedvisit.app.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/**
 * Encrypts clinical text before it is stored (Tink AEAD, AES-256-GCM). The row's identity is bound
 * in as associated data, so that a text moved to another person's row does not open there.
 */
@Component
public final class PhiCipher {
  private final StoreKeys keys;

  PhiCipher(StoreKeys keys) {
    this.keys = keys;
  }

  /** Encrypts {@code text} for the row that {@code row} names. */
  public byte[] seal(String text, String row) {
    try {
      return keys.aead()
          .encrypt(text.getBytes(StandardCharsets.UTF_8), row.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("could not encrypt", impossible);
    }
  }

  /**
   * Decrypts what was sealed for the same row.
   *
   * @throws IllegalStateException when the key or the row is another one
   */
  public String open(byte[] sealed, String row) {
    try {
      return new String(
          keys.aead().decrypt(sealed, row.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalStateException("a stored text does not open with this key", wrong);
    }
  }
}
