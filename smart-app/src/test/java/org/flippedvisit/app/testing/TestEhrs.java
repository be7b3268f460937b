package org.flippedvisit.app.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Quirk;

/**
 * The EHRs that may launch the app in tests, up for as long as the tests run: two well-behaved ones,
 * a peculiar one, and one for each reason not to let anybody in, since a quirk stays switched on.
 */
public final class TestEhrs {
  /** Id of {@link #MAIN}. */
  public static final String MAIN_ID = "main";

  /** Id of {@link #OTHER}. */
  public static final String OTHER_ID = "other";

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

  private static final List<Quirk> UNFIT =
      List.of(
          Quirk.HTML_WELL_KNOWN,
          Quirk.MISSING_S256,
          Quirk.WRONG_NONCE,
          Quirk.WRONG_ID_TOKEN_AUDIENCE,
          Quirk.WRONG_ID_TOKEN_ISSUER,
          Quirk.WRONG_ID_TOKEN_KEY,
          Quirk.EXPIRED_ID_TOKEN,
          Quirk.FHIR_USER_MISSING,
          Quirk.NO_ID_TOKEN,
          Quirk.SCOPE_EMPTY,
          Quirk.NO_PATIENT);

  private static final Map<String, FakeEhr> ALL = new LinkedHashMap<>();

  static {
    ALL.put(MAIN_ID, MAIN);
    ALL.put(OTHER_ID, OTHER);
    ALL.put("peculiar", PECULIAR);
    UNFIT.forEach(quirk -> ALL.put(idOf(quirk), FakeEhr.start().quirk(quirk)));
  }

  private TestEhrs() {}

  /** The EHR of which nobody may be let in, for one reason. */
  public static FakeEhr with(Quirk quirk) {
    FakeEhr ehr = ALL.get(idOf(quirk));
    if (ehr == null) {
      throw new IllegalArgumentException("no EHR with " + quirk);
    }
    return ehr;
  }

  /** Every EHR by the id under which the app knows it. */
  static Map<String, FakeEhr> all() {
    return Collections.unmodifiableMap(ALL);
  }

  /** Nobody has asked anything and nothing is broken. */
  public static void reset() {
    for (FakeEhr ehr : ALL.values()) {
      ehr.clearFaults();
      ehr.resetRequests();
    }
  }

  private static String idOf(Quirk quirk) {
    return quirk.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }}

