package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told about a page, literally. */
@AppTest
class PageHeadersTest {
  private final Browser browser;

  PageHeadersTest(@LocalServerPort int port) {
    browser = new Browser(port);
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  @Test
  void sendsSecurityHeadersWithTheVaadinPageItself() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);

    HttpResponse<String> page = browser.get(Browser.location(opened).getPath());

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).as("Vaadin's page").contains("<div id=\"outlet\">");
    assertSecurityHeaders(page);
  }

  @Test
  void sendsSecurityHeadersWithThePlainPagesToo() {
    assertSecurityHeaders(browser.get("/launch"));
    assertSecurityHeaders(browser.get("/portal"));
    assertSecurityHeaders(browser.get("/ended"));
  }

  private static void assertSecurityHeaders(HttpResponse<String> page) {
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .matches(
            Pattern.quote("default-src 'self'; script-src 'self' 'nonce-")
                + "[A-Za-z0-9+/]{22}=="
                + Pattern.quote(
                    "' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                        + " font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri"
                        + " 'self'; form-action 'self'; frame-ancestors 'self' "
                        + "https://chart.example.org https://hyperspace.example.org"));
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(page.headers().allValues("Cache-Control"))
        .singleElement()
        .asString()
        .contains("no-store");
    assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
  }
}
