package org.flippedvisit.app.launch;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flippedvisit.app.launch.LaunchProperties.ClientAuthentication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The keys the app signs its client assertions with ({@code private_key_jwt}). A key file that was
 * replaced is taken up without a restart; the public half of a key that is no longer in it is
 * served for as long as an assertion made with it could still be on its way.
 */
@Component
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  /** An assertion lives at most five minutes, and the EHR's clock may be as far behind. */
  private static final Duration SERVED_AFTER_REPLACING = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, KeyFile> byEhr = new LinkedHashMap<>();
  private final Map<String, Retired> retired = new HashMap<>();

  /** A public key whose private half signs no more. */
  private record Retired(JWK publicKey, Instant servedUntil) {}

  private static final class KeyFile {
    private final String ehrId;
    private final Resource file;
    private long modified;
    private List<JWK> keys;

    KeyFile(String ehrId, Resource file) throws IOException {
      this.ehrId = ehrId;
      this.file = file;
      this.modified = file.lastModified();
      this.keys = read(file);
    }
  }

  SigningKeys(LaunchProperties properties, Clock clock) {
    this.clock = clock;
    for (var entry : properties.ehrs()) {
      if (entry.clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT) {
        byEhr.put(entry.id(), open(entry));
      }
    }
  }

  private static KeyFile open(LaunchProperties.Entry entry) {
    if (entry.privateKey() == null) {
      throw new IllegalStateException("EHR " + entry.id() + " needs a private-key");
    }
    try {
      return new KeyFile(entry.id(), entry.privateKey());
    } catch (IOException | IllegalArgumentException unusable) {
      throw new IllegalStateException(
          "The private-key of EHR " + entry.id() + " cannot be used: " + unusable.getMessage(),
          unusable);
    }
  }

  private static List<JWK> read(Resource file) throws IOException {
    return SigningKey.parse(file.getContentAsString(StandardCharsets.UTF_8));
  }

  /** The key that signs for an EHR now. */
  synchronized JWK signing(String ehrId) {
    KeyFile file = Objects.requireNonNull(byEhr.get(ehrId), "an EHR without private_key_jwt");
    takeUpReplaced(file);
    return file.keys.getFirst();
  }

  /** The public halves of all keys, those that were just replaced too. */
  synchronized JWKSet published() {
    byEhr.values().forEach(this::takeUpReplaced);
    Instant now = clock.instant();
    retired.values().removeIf(one -> now.isAfter(one.servedUntil()));
    var keys = new LinkedHashMap<String, JWK>();
    byEhr.values().stream()
        .flatMap(file -> file.keys.stream())
        .forEach(key -> keys.putIfAbsent(key.getKeyID(), key.toPublicJWK()));
    retired.forEach((kid, one) -> keys.putIfAbsent(kid, one.publicKey()));
    return new JWKSet(new ArrayList<>(keys.values()));
  }

  private void takeUpReplaced(KeyFile file) {
    try {
      long modified = file.file.lastModified();
      if (modified == file.modified) {
        return;
      }
      List<JWK> before = file.keys;
      file.keys = read(file.file);
      file.modified = modified;
      Instant until = clock.instant().plus(SERVED_AFTER_REPLACING);
      before.forEach(key -> retired.put(key.getKeyID(), new Retired(key.toPublicJWK(), until)));
      LOG.info("launch.keys.replaced ehr={} keys={}", file.ehrId, file.keys.size());
    } catch (IOException | IllegalArgumentException unusable) {
      // Half written, or wrong: the keys in hand still work, and are asked about again next time.
      LOG.error(
          "launch.keys.unusable ehr={} why={}", file.ehrId, unusable.getClass().getSimpleName());
    }
  }
}
