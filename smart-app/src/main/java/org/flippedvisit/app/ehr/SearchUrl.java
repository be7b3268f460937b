package org.flippedvisit.app.ehr;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.FhirQuery;

/** A query as a FHIR search URL relative to the base. */
final class SearchUrl {
  private SearchUrl() {}

  static String of(FhirQuery query, int pageSize) {
    String parameters =
        query.parameters().stream()
            .map(one -> one.name() + "=" + URLEncoder.encode(one.value(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.resourceType()
        + "?"
        + parameters
        + "&_count="
        + Math.min(pageSize, query.atMost());
  }
}
