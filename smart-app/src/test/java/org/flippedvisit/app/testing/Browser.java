package org.flippedvisit.app.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Launch;
import org.springframework.web.util.HtmlUtils;

/**
 * One person's browser, as far as a launch needs one: it follows no redirect by itself, keeps the
 * app's cookies although they are Secure and the test's HTTP is not, and remembers all it saw. Its
 * tabs may ask at the same time.
 */
public final class Browser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final String app;
  private final Map<String, Cookie> cookies = new ConcurrentSkipListMap<>();
  private final List<HttpResponse<String>> seen = new CopyOnWriteArrayList<>();
  private String place = "document";
  private boolean isBlockingCookies;

  public Browser(int port) {
    this("http://localhost:" + port);
  }

  Browser(String origin) {
    app = origin;
  }

  /** From now on the app is in a frame of somebody else's page. */
  public Browser inFrame() {
    place = "iframe";
    return this;
  }

  /** From now on no cookie is kept. */
  public Browser blockingCookies() {
    isBlockingCookies = true;
    return this;
  }

  /** Forgets every cookie whose name begins so. */
  public Browser forgetting(String cookie) {
    cookies.keySet().removeIf(name -> name.startsWith(cookie));
    return this;
  }

  /** A cookie goes back only below the path it was set for. */
  private record Cookie(String value, String path) {}

  /** Asks the app for a path, with the cookies it has set. */
  public HttpResponse<String> get(String pathAndQuery) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app + pathAndQuery));
    request.header("Sec-Fetch-Dest", place);
    String kept =
        cookies.entrySet().stream()
            .filter(cookie -> pathAndQuery.startsWith(cookie.getValue().path()))
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
            .collect(Collectors.joining("; "));
    if (!kept.isEmpty()) {
      request.header("Cookie", kept);
    }
    HttpResponse<String> response = send(request.build());
    seen.add(response);
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  /** Begins an EHR launch at {@code /launch}. */
  public HttpResponse<String> launch(String iss, String launch) {
    return get("/launch?iss=" + encode(iss) + "&launch=" + encode(launch));
  }

  /**
   * Someone opens the app from a chart, and the EHR agrees to everything: the app's last answer.
   */
  public HttpResponse<String> open(FakeEhr ehr, Launch context) {
    return signInAt(launch(ehr.iss(), ehr.launch(context)));
  }

  /** Goes on from the app's redirect through the EHR's sign-in, back to the app. */
  public HttpResponse<String> signInAt(HttpResponse<String> redirect) {
    return get(answerOf(redirect));
  }

  /** Goes from the app's redirect to the EHR: path and query of the callback it sends one to. */
  public String answerOf(HttpResponse<String> redirect) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(location(redirect)).build());
    URI callback = location(answer);
    return callback.getRawPath() + "?" + callback.getRawQuery();
  }

  public static URI location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no redirect but " + response.statusCode() + " " + response.body()));
  }

  /** The words of a page, with its character references resolved. */
  public static String words(HttpResponse<String> page) {
    return HtmlUtils.htmlUnescape(page.body());
  }

  /** Everything the app has answered so far. */
  public List<HttpResponse<String>> seen() {
    return List.copyOf(seen);
  }

  private void keep(String setCookie) {
    String cookie = setCookie.split(";", 2)[0];
    int equals = cookie.indexOf('=');
    String name = cookie.substring(0, equals);
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(name);
    } else if (!isBlockingCookies) {
      cookies.put(name, new Cookie(cookie.substring(equals + 1), pathOf(setCookie)));
    }
  }

  private static String pathOf(String setCookie) {
    return Arrays.stream(setCookie.split("; ?", -1))
        .filter(attribute -> attribute.startsWith("Path="))
        .map(attribute -> attribute.substring("Path=".length()))
        .findFirst()
        .orElse("/");
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(stopped.getMessage()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
