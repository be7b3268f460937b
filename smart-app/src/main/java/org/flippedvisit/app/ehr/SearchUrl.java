package org.flippedvisit.app.ehr;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.FhirQuery;

/** A query as a FHIR search URL relative to the base. */
final class SearchUrl {
  /** Parameters that say who, when and which kind of record, and nothing of what is in it. */
  private static final Set<String> AUDITED =
      Set.of("patient", "_id", "practitioner", "identifier", "category", "date");

  private SearchUrl() {}

  static String of(FhirQuery query) {
    return query.resourceType() + "?" + parameters(query, SearchUrl::whole);
  }

  static String of(FhirQuery query, int pageSize) {
    return of(query) + "&_count=" + Math.min(pageSize, query.atMost());
  }

  /**
   * The same for the audit. Of other parameters the name is kept and not the value: a code can name
   * a disease, and the audit holds nothing clinical.
   */
  static String forAudit(FhirQuery query) {
    return query.resourceType()
        + "?"
        + parameters(query, one -> AUDITED.contains(one.name()) ? whole(one) : one.name());
  }

  private static String parameters(FhirQuery query, Function<FhirQuery.Parameter, String> as) {
    return query.parameters().stream().map(as).collect(Collectors.joining("&"));
  }

  private static String whole(FhirQuery.Parameter one) {
    return one.name() + "=" + URLEncoder.encode(one.value(), StandardCharsets.UTF_8);
  }
}
