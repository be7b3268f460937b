package org.flippedvisit.app.testing;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flippedvisit.fixtures.fakeehr.Client;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Quirk;

/**
 * The EHRs that may launch the app in tests, up for as long as the tests run: two well-behaved
 * ones, a peculiar one, one that is peculiar as each test wants it, and one for each way in which
 * the app proves who it is.
 */
public final class TestEhrs {
  /** Id of {@link #MAIN}. */
  public static final String MAIN_ID = "main";

  /** Id of {@link #OTHER}. */
  public static final String OTHER_ID = "other";

  /** Id of {@link #VENDOR}. */
  public static final String VENDOR_ID = "vendor";

  /** Id of {@link #SECRET}. */
  public static final String SECRET_ID = "secret";

  /** Id of {@link #ASYMMETRIC}. */
  public static final String ASYMMETRIC_ID = "asymmetric";

  /** Id of {@link #ELLIPTIC}. */
  public static final String ELLIPTIC_ID = "elliptic";

  /** With characters that HTTP Basic needs escaped (RFC 6749 §2.3.1). */
  static final String CLIENT_SECRET = "s3cret:&/+%";

  /** What {@link #VENDOR} calls its medical assistants: by system and code, and by a code alone. */
  static final String ASSISTANT_CODES = "http://snomed.info/sct|22515006,rooming-nurse";

  public static final FakeEhr MAIN = FakeEhr.start();
  public static final FakeEhr OTHER = FakeEhr.start();

  /** Does everything that is allowed and awkward, all at once. */
  public static final FakeEhr PECULIAR =
      FakeEhr.start()
          .quirk(
              Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE,
              Quirk.RELATIVE_ENDPOINTS,
              Quirk.NO_EXPIRES_IN,
              Quirk.SCOPE_RESPELLED_V1,
              Quirk.FHIR_USER_RELATIVE,
              Quirk.NO_ENCOUNTER,
              Quirk.NO_BANNER_FLAG,
              Quirk.NO_REFRESH_TOKEN);

  /** Has the quirks that a test gives it, until the next {@link #reset()}. */
  public static final FakeEhr VENDOR = FakeEhr.start();

  /** Knows the app by its secret. */
  public static final FakeEhr SECRET =
      FakeEhr.start().register(client(SECRET_ID).withSecret(CLIENT_SECRET));

  /** Knows the app by the key in {@link KeyFile#RSA}. */
  public static final FakeEhr ASYMMETRIC = FakeEhr.start();

  /**
   * Knows the app by the key in {@link KeyFile#EC}, and wants to be named as the issuer where it is
   * shown to.
   */
  public static final FakeEhr ELLIPTIC = FakeEhr.start().quirk(Quirk.ASSERTIONS_FOR_THE_ISSUER);

  private static final Map<String, FakeEhr> ALL = new LinkedHashMap<>();

  static {
    ALL.put(MAIN_ID, MAIN);
    ALL.put(OTHER_ID, OTHER);
    ALL.put("peculiar", PECULIAR);
    ALL.put(VENDOR_ID, VENDOR);
    ALL.put(SECRET_ID, SECRET);
    ALL.put(ASYMMETRIC_ID, ASYMMETRIC);
    ALL.put(ELLIPTIC_ID, ELLIPTIC);
    ASYMMETRIC.register(
        client(ASYMMETRIC_ID).withJwks(KeyFile.write(KeyFile.RSA, KeyFile.rsa("rsa-1"))));
    ELLIPTIC.register(client(ELLIPTIC_ID).withJwks(KeyFile.write(KeyFile.EC, KeyFile.ec("ec-1"))));
  }

  private TestEhrs() {}

  /** The app as it is registered with an EHR. */
  public static Client client(String ehrId) {
    return Client.openTo(TestSettings.CLIENT_ID, TestSettings.PUBLIC_URL + "/callback/" + ehrId);
  }

  /** {@link #VENDOR} with quirks. The app has to forget what it knows of the EHR. */
  public static FakeEhr with(Quirk... quirks) {
    return VENDOR.quirk(quirks);
  }

  /** Every EHR by the id under which the app knows it. */
  static Map<String, FakeEhr> byId() {
    return Collections.unmodifiableMap(ALL);
  }

  public static Collection<FakeEhr> all() {
    return Collections.unmodifiableCollection(ALL.values());
  }

  /** Nobody has asked anything and nothing is broken. */
  public static void reset() {
    VENDOR.clearQuirks();
    SECRET.clearQuirks();
    for (FakeEhr ehr : ALL.values()) {
      ehr.clearFaults();
      ehr.resetRequests();
    }
  }
}
