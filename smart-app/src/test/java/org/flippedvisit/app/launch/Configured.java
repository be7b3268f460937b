package org.flippedvisit.app.launch;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The app's settings with one EHR, as if they stood in its configuration. */
final class Configured {
  private Configured() {}

  /**
   * As registered with one EHR.
   *
   * @param settings below {@code flipped-visit.ehrs[0]}, beside the id and the client id
   */
  static LaunchProperties with(Map<String, String> settings) {
    var all = new HashMap<String, String>();
    all.put("flipped-visit.public-url", "https://app.example.org");
    all.put("flipped-visit.ehrs[0].id", "clinic");
    all.put("flipped-visit.ehrs[0].client-id", "flipped-visit");
    settings.forEach((name, value) -> all.put("flipped-visit.ehrs[0]." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("flipped-visit", LaunchProperties.class)
        .get();
  }
}
