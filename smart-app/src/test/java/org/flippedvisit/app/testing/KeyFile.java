package org.flippedvisit.app.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** The files with the private keys that the app proves itself by. */
public final class KeyFile {
  /** A JWK Set; RSA. */
  public static final Path RSA = TestSettings.STORE.resolve("rsa.json");

  /** A JWK Set; EC on P-384. */
  public static final Path EC = TestSettings.STORE.resolve("ec.json");

  private static int written;

  private KeyFile() {}

  public static JWK rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static JWK ec(String kid) {
    return ec(kid, Curve.P_384);
  }

  public static JWK ec(String kid, Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID(kid).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Writes a file, or replaces it, so that its time tells.
   *
   * @return the public keys, as an EHR would register them
   */
  public static synchronized String write(Path file, JWK... keys) {
    var set = new JWKSet(List.of(keys));
    try {
      Files.writeString(file, set.toString(false));
      written++;
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(written)));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    return set.toString(true);
  }
}
