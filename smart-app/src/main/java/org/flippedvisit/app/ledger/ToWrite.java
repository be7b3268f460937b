package org.flippedvisit.app.ledger;

import java.util.List;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.fhir.mapping.WriteKey;

/**
 * One thing that is to be in the chart, once.
 *
 * @param key the same for every attempt
 * @param forms the same content in every form the kind may take, best first; the first that the EHR
 *     takes is the only one that gets there
 */
public record ToWrite(WriteKind kind, WriteKey key, List<EncodedResource> forms) {
  public ToWrite {
    forms = List.copyOf(forms);
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("in no form");
    }
  }
}
