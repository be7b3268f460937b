package org.flippedvisit.app.planted;

import org.flippedvisit.app.launch.AccessTokens;
import org.flippedvisit.app.launch.Launch;

/** Takes a token for itself. */
final class TakesToken {
  String token(AccessTokens tokens, Launch launch) {
    return tokens.current(launch);
  }
}
