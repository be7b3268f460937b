package org.flippedvisit.app.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the sandbox's FHIR server with eyes of its own, launches the app, and makes the EHR fail
 * on purpose, until the end of the test.
 */
final class InspectedEhr implements AfterEachCallback {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> WITH_STORIES =
      List.of("noah", "amina", "ruth", "dale", "rosa", "sam");

  private static final String INSPECTOR = "sandbox-inspector:sandbox-inspector";

  private @Nullable String token;
  private boolean isFailing;

  @Override
  public void afterEach(ExtensionContext test) {
    if (isFailing) {
      heal();
    }
  }

  private static String url() {
    return Servers.running().ehrUrl();
  }

  private String token() {
    String known = token;
    if (known == null) {
      known = newToken();
      token = known;
    }
    return known;
  }

  private static String newToken() {
    String basic = Base64.getEncoder().encodeToString(INSPECTOR.getBytes(StandardCharsets.UTF_8));
    String endpoint =
        send(HttpRequest.newBuilder(URI.create(url() + "/fhir/.well-known/smart-configuration")))
            .get("token_endpoint")
            .asString();
    return send(HttpRequest.newBuilder(URI.create(endpoint))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&scope=system/*.rs")))
        .get("access_token")
        .asString();
  }

  /** All resources of a search, over all pages. */
  List<JsonNode> search(String query) {
    var found = new ArrayList<JsonNode>();
    String next = url() + "/fhir/" + query;
    while (next != null) {
      JsonNode bundle =
          send(
              HttpRequest.newBuilder(URI.create(next))
                  .header("Authorization", "Bearer " + token())
                  .header("Cache-Control", "no-cache"));
      bundle.path("entry").forEach(entry -> found.add(entry.get("resource")));
      next =
          bundle
              .path("link")
              .valueStream()
              .filter(link -> link.get("relation").asString().equals("next"))
              .map(link -> link.get("url").asString())
              .findFirst()
              .orElse(null);
    }
    return found;
  }

  /**
   * Somebody whom the tests of single people leave alone.
   *
   * @param number which of them, from 0
   */
  String bulkPatient(int number) {
    return search("Patient?_count=50").stream()
        .map(one -> one.get("id").asString())
        .filter(id -> !WITH_STORIES.contains(id))
        .sorted()
        .toList()
        .get(number);
  }

  /**
   * The id of one of their visits.
   *
   * @param number which of them, from 0, the newest
   */
  String visit(String patient, int number) {
    return search("Encounter?_sort=-date&patient=" + patient).get(number).get("id").asString();
  }

  /** URL that opens the app as the chart would. */
  String launch(String user, String patient, String more) {
    return send(HttpRequest.newBuilder(URI.create(url() + "/sandbox/launches"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString("user=" + user + "&patient=" + patient + more)))
        .get("url")
        .asString();
  }

  /**
   * From now on, FHIR requests whose path matches fail in a way the sandbox knows, such as {@code
   * status:500}.
   */
  void fail(String method, String pathPattern, String fault) {
    String faults =
        JSON.createArrayNode()
            .add(
                JSON.createObjectNode()
                    .put("method", method)
                    .put("pathPattern", pathPattern)
                    .put("fault", fault))
            .toString();
    isFailing = true;
    call(
        HttpRequest.newBuilder(URI.create(url() + "/sandbox/faults"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(faults)));
  }

  void heal() {
    isFailing = false;
    call(HttpRequest.newBuilder(URI.create(url() + "/sandbox/faults")).DELETE());
  }

  private static JsonNode send(HttpRequest.Builder request) {
    return JSON.readTree(call(request));
  }

  private static String call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            response.statusCode() + " from " + response.uri() + ": " + response.body());
      }
      return response.body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
