package org.flippedvisit.app;

import java.io.IOException;
import java.io.InputStream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.UnusableConcepts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/**
 * Which questions and Observations carry a concern, a goal and the like: what is packed, and the
 * file of the site (docs/concepts.md).
 */
@Configuration(proxyBeanMethods = false)
class ConceptsConfiguration {
  /**
   * Reads them once.
   *
   * @throws UnusableConcepts when the site's file is not there, or is no such file
   */
  @Bean
  ChartConcepts concepts(@Value("${flipped-visit.concepts:#{null}}") @Nullable Resource site) {
    if (site == null) {
      return ChartConcepts.standard();
    }
    try (InputStream file = site.getInputStream()) {
      return ChartConcepts.withSite(site.getDescription(), file);
    } catch (IOException notThere) {
      throw UnusableConcepts.unreadable(site.getDescription(), notThere);
    }
  }
}
