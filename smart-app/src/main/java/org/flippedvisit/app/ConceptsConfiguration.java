package org.flippedvisit.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.previsit.SiteForms;
import org.flippedvisit.fhir.agenda.RiskAnswers;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.concept.UnusableConcepts;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.UnusableForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/**
 * Which questions and Observations carry a concern, a goal and the like: what is packed, the file
 * of the site, and the codes of the questions that we ask ourselves (docs/concepts.md).
 */
@Configuration(proxyBeanMethods = false)
class ConceptsConfiguration {
  /**
   * Reads them once.
   *
   * @throws UnusableConcepts when the site's file is not there, or is no such file
   * @throws UnusableForm when an answer that must never be left would be kept out of the chart
   */
  @Bean
  ChartConcepts concepts(
      @Value("${flipped-visit.concepts:#{null}}") @Nullable Resource site, SiteForms forms) {
    ChartConcepts concepts = read(site);
    for (Form asked : forms.all()) {
      concepts =
          concepts.asking(
              ChartConcepts.withoutVersion(asked.canonical()), asked.titles(), asked.codes());
    }
    for (Form asked : forms.all()) {
      requireRisksInTheOpen(asked, concepts);
    }
    return concepts;
  }

  /**
   * What is for talking alone never reaches the chart, nor the rules of the team: a question whose
   * answer must never be left cannot stand there, nor beside a yes that makes its group so.
   */
  private static void requireRisksInTheOpen(Form form, ChartConcepts concepts) {
    Set<String> alone =
        below(form.items())
            .filter(item -> isForTalkingAlone(form, item, concepts))
            .map(FormItem::linkId)
            .collect(Collectors.toSet());
    Set<String> notInTheChart =
        below(form.items())
            .filter(
                item ->
                    alone.contains(item.linkId())
                        || item.items().stream().anyMatch(one -> alone.contains(one.linkId())))
            .flatMap(item -> Stream.concat(Stream.of(item), below(item.items())))
            .map(FormItem::linkId)
            .collect(Collectors.toSet());
    if (RiskAnswers.areAskedFor(form.canonical(), notInTheChart, concepts)) {
      throw new UnusableForm(
          form.canonical()
              + ": an answer that must never be left is asked for where it is for talking alone"
              + " and would reach nobody; ask it outside");
    }
  }

  private static boolean isForTalkingAlone(Form form, FormItem item, ChartConcepts concepts) {
    return concepts
        .ofQuestion(form.canonical(), item.linkId(), item.codes())
        .filter(meaning -> meaning.concept() == Concept.TALK_ALONE)
        .isPresent();
  }

  private static Stream<FormItem> below(List<FormItem> items) {
    return items.stream().flatMap(item -> Stream.concat(Stream.of(item), below(item.items())));
  }

  private static ChartConcepts read(@Nullable Resource site) {
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
