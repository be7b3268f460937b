package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.Launch;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What the tests of the handshake share: who opens which chart, and what came of it. */
final class Handshake {
  /** A clinician in a visit. */
  static final Launch DOCTOR = by("Practitioner/dr-ahlgren");

  private Handshake() {}

  /** The same visit, opened by somebody else. */
  static Launch by(String fhirUser) {
    return Launch.of(fhirUser, "noah", "noah-today");
  }

  /** No EHR was asked anything and the app knows none of them. */
  static void startAnew(Ehrs ehrs, SmartDiscovery discovery) {
    TestEhrs.reset();
    ehrs.all().forEach(discovery::forget);
  }

  /** The launch that an app's last answer opened. */
  static org.flippedvisit.app.launch.Launch launch(Launches launches, HttpResponse<String> opened) {
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(303);
    String id = Browser.location(opened).getPath().split("/", -1)[2];
    Set<LaunchId> owned = Set.of(new LaunchId(id));
    return launches.find(id, name -> owned).orElseThrow();
  }

  /** The page that an app's last answer leads to. */
  static String page(HttpResponse<String> opened) {
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(303);
    assertThat(Browser.location(opened).getHost()).as("stays on this host").isNull();
    return Browser.location(opened).getPath().replaceFirst("/visit/[A-Za-z0-9_-]{22}/", "");
  }

  /** The parameters of an authorization request, each there once. */
  static Map<String, String> parameters(HttpResponse<String> redirect) {
    assertThat(redirect.statusCode()).as(redirect.body()).isEqualTo(303);
    var decoded = new TreeMap<String, String>();
    UriComponentsBuilder.fromUri(Browser.location(redirect))
        .build(true)
        .getQueryParams()
        .forEach(
            (name, values) -> {
              assertThat(values).as(name).hasSize(1);
              decoded.put(
                  name,
                  UriUtils.decode(values.getFirst().replace("+", "%20"), StandardCharsets.UTF_8));
            });
    return decoded;
  }
}
