package org.flippedvisit.fhir.testing;

import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.hl7.fhir.r4.model.Resource;

/** Compares with the approved file beside the test. */
public final class Golden {
  private Golden() {}

  public static void verify(Resource written) {
    Approvals.verify(FhirJson.write(written), new Options().forFile().withExtension(".json"));
  }

  public static void verify(String text) {
    Approvals.verify(text, new Options());
  }
}
