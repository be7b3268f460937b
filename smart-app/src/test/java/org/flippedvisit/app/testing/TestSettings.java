package org.flippedvisit.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Configures the app for tests: its EHRs, a store in a folder of its own, short waits. */
public final class TestSettings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** Where browsers would reach the app; only the path of a redirect is used in tests. */
  public static final String PUBLIC_URL = "https://app.example.org";

  /** Origins that may show the app in a frame, of the first EHR. */
  public static final List<String> FRAMES =
      List.of("https://chart.example.org", "https://hyperspace.example.org");

  public static final String CLIENT_ID = "flipped-visit";

  /** What a site asks beside our form, and what its answers stand for. */
  private static final String FORMS = "org/flippedvisit/app/testing/";

  /** Where the store of the tests is, encrypted as in production. */
  public static final Path STORE = folder();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var settings = new ArrayList<String>();
    settings.add("flipped-visit.public-url=" + PUBLIC_URL);
    settings.add("flipped-visit.store.keyset=" + STORE.resolve("keyset.json"));
    settings.addAll(TestStore.settings());
    settings.add("flipped-visit.fhir.answer=1500ms");
    settings.add("flipped-visit.fhir.late-arrival=0s");
    settings.add("flipped-visit.sign-in.answer=1500ms");
    settings.add("flipped-visit.concepts=classpath:" + FORMS + "concepts.json");
    settings.add("flipped-visit.questionnaires.further[0]=classpath:" + FORMS + "check-in.json");
    settings.add("flipped-visit.questionnaires.further[1]=classpath:" + FORMS + "ride.json");
    // Signing keys are slow to make; made on the first sign-in they would look like a slow server.
    TestEhrs.all().parallelStream().forEach(ehr -> new Browser(ehr.origin()).get("/auth/jwks"));
    TestEhrs.byId().forEach((id, ehr) -> addEhr(settings, id, ehr));
    settings.add("flipped-visit.ehrs[0].frame-ancestors=" + String.join(",", FRAMES));
    TestPropertyValues.of(settings).applyTo(context);
  }

  private static void addEhr(List<String> settings, String id, FakeEhr ehr) {
    long index = settings.stream().filter(setting -> setting.contains("].issuer=")).count();
    String entry = "flipped-visit.ehrs[" + index + "].";
    settings.add(entry + "id=" + id);
    settings.add(entry + "name=Clinic <" + id + ">");
    settings.add(entry + "issuer=" + ehr.issuer());
    settings.add(entry + "client-id=" + CLIENT_ID);
    if (id.equals(TestEhrs.SECRET_ID)) {
      settings.add(entry + "client-authentication=client_secret_basic");
      settings.add(entry + "client-secret=" + TestEhrs.CLIENT_SECRET);
    }
    if (id.equals(TestEhrs.ASYMMETRIC_ID) || id.equals(TestEhrs.ELLIPTIC_ID)) {
      boolean elliptic = id.equals(TestEhrs.ELLIPTIC_ID);
      settings.add(entry + "client-authentication=private_key_jwt");
      settings.add(entry + "private-key=" + (elliptic ? KeyFile.EC : KeyFile.RSA).toUri());
      if (elliptic) {
        settings.add(entry + "token-audience=" + ehr.issuer());
      }
    }
    if (id.equals(TestEhrs.VENDOR_ID)) {
      settings.add(entry + "medical-assistant-codes=" + TestEhrs.ASSISTANT_CODES);
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("flipped-visit-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException left) {
      folder.toFile().deleteOnExit();
    }
  }
}
