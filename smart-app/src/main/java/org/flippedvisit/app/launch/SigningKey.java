package org.flippedvisit.app.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;

/**
 * Reads the private keys of one registration: a JWK, or a JWK Set whose first key signs. RSA signs
 * RS384, EC on P-384 signs ES384, as every SMART client must be able to (SMART App Launch 2.2,
 * client-confidential-asymmetric); each key needs a {@code kid}.
 */
final class SigningKey {
  private static final int SHORTEST_RSA = 2048;

  private SigningKey() {}

  /**
   * All keys of a file, each with its algorithm.
   *
   * @throws IllegalArgumentException says what is wrong with the file; never holds any of it
   */
  static List<JWK> parse(String json) {
    List<JWK> keys = jwks(json).stream().map(SigningKey::withAlgorithm).toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("it has no key");
    }
    var ids = new HashSet<String>();
    if (!keys.stream().allMatch(key -> ids.add(key.getKeyID()))) {
      throw new IllegalArgumentException("two keys have the same kid");
    }
    return keys;
  }

  private static List<JWK> jwks(String json) {
    try {
      return json.contains("\"keys\"")
          ? JWKSet.parse(json).getKeys()
          : List.of(JWK.parse(json)); // the exceptions of Nimbus may quote what they could not read
    } catch (ParseException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("it is neither a JWK nor a JWK Set");
    }
  }

  private static JWK withAlgorithm(JWK key) {
    if (key.getKeyID() == null || key.getKeyID().isBlank()) {
      throw new IllegalArgumentException("a key has no kid");
    }
    if (!key.isPrivate()) {
      throw new IllegalArgumentException("a key has no private part");
    }
    JWSAlgorithm algorithm = algorithm(key);
    if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
      throw new IllegalArgumentException("a key's alg is not RS384 for RSA or ES384 for P-384");
    }
    return switch (key) {
      case RSAKey rsa ->
          new RSAKey.Builder(rsa).algorithm(algorithm).keyUse(KeyUse.SIGNATURE).build();
      case ECKey curve ->
          new ECKey.Builder(curve).algorithm(algorithm).keyUse(KeyUse.SIGNATURE).build();
      default -> throw new IllegalStateException("no other key has an algorithm here");
    };
  }

  private static JWSAlgorithm algorithm(JWK key) {
    if (key instanceof RSAKey rsa && bits(rsa) >= SHORTEST_RSA) {
      return JWSAlgorithm.RS384;
    }
    if (key instanceof ECKey curve && Curve.P_384.equals(curve.getCurve())) {
      return JWSAlgorithm.ES384;
    }
    throw new IllegalArgumentException("a key is neither RSA of 2048 bits or more nor EC on P-384");
  }

  private static int bits(RSAKey rsa) {
    try {
      return rsa.toRSAPublicKey().getModulus().bitLength();
    } catch (JOSEException broken) {
      throw new IllegalArgumentException("an RSA key is broken", broken);
    }
  }
}
