package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials that goes out with the jar (CycloneDX 1.6) names what is really in it. */
class SbomTest {
  private static final JsonNode SBOM = read();

  @Test
  void namesTheLibrariesThatSecurityReviewersAskFor() {
    assertThat(purls())
        .anyMatch(purl -> purl.startsWith("pkg:maven/ca.uhn.hapi.fhir/hapi-fhir-client@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/com.vaadin/flow-server@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/com.nimbusds/nimbus-jose-jwt@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/com.google.crypto.tink/tink@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.tomcat.embed/tomcat-embed-core@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.springframework.security/"));
  }

  @Test
  void leavesOutWhatOnlyTestsUse() {
    assertThat(purls())
        .noneMatch(purl -> purl.contains("wiremock") || purl.contains("playwright"))
        .noneMatch(purl -> purl.contains("junit") || purl.contains("assertj"));
  }

  @Test
  void givesTheHashOfEveryLibrary() {
    assertThat(components())
        .filteredOn(component -> !component.get("group").asString().equals("org.flippedvisit"))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            component ->
                assertThat(component.get("hashes").findValuesAsString("alg")).contains("SHA-256"));
  }

  private static List<String> purls() {
    return components().map(component -> component.get("purl").asString()).toList();
  }

  private static Stream<JsonNode> components() {
    return SBOM.get("components").valueStream();
  }

  private static JsonNode read() {
    try (var file = SbomTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
      return new JsonMapper().readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
