package org.flippedvisit.app.launch;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The app's public keys, where EHRs look for them (SMART App Launch 2.2,
 * client-confidential-asymmetric: over TLS, without authentication, with {@code Cache-Control}).
 */
@RestController
final class JwksController {
  private static final Duration MAY_BE_KEPT = Duration.ofMinutes(5);

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<String> jwks() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.maxAge(MAY_BE_KEPT).cachePublic())
        .body(keys.published().toString());
  }
}
