package org.flippedvisit.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.flippedvisit.app.previsit.SiteForms;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormMapper;
import org.flippedvisit.fhir.form.NotSupported;
import org.flippedvisit.fhir.form.UnusableForm;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The questions before a visit: what is packed or the site's own, with the packs that the site
 * wants, and what it asks beside them (docs/questionnaires.md).
 */
@Configuration(proxyBeanMethods = false)
class QuestionnairesConfiguration {
  /**
   * Reads them once.
   *
   * @throws UnusableForm when a file of the site is not there or cannot be filled in, or there is
   *     no such pack
   */
  @Bean
  SiteForms siteForms(
      @Value("${flipped-visit.questionnaires.pre-visit:#{null}}") @Nullable Resource site,
      @Value("${flipped-visit.questionnaires.packs-by-condition:true}") boolean packsByCondition,
      Environment settings,
      ResourceLoader files) {
    String name = site == null ? "The packed questionnaire" : site.getDescription();
    String json = site == null ? PreVisitQuestionnaire.json() : read(site);
    List<Form> further = further(listed("further", settings), files);
    try {
      if (site != null) {
        require(FormMapper.read(json));
      }
      return new SiteForms(json, listed("packs", settings), packsByCondition, further);
    } catch (UnusableForm | IllegalArgumentException wrong) {
      throw new UnusableForm(name + ": " + wrong.getMessage());
    }
  }

  private static List<String> listed(String name, Environment settings) {
    return Binder.get(settings)
        .bind("flipped-visit.questionnaires." + name, Bindable.listOf(String.class))
        .orElse(List.of());
  }

  private static String read(Resource site) {
    try (InputStream file = site.getInputStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notThere) {
      throw new UnusableForm(site.getDescription() + " cannot be read");
    }
  }

  private static List<Form> further(List<String> places, ResourceLoader files) {
    Set<String> urls = new HashSet<>();
    return places.stream().map(files::getResource).map(site -> further(site, urls)).toList();
  }

  private static Form further(Resource site, Set<String> urls) {
    String json = read(site);
    try {
      Form form = FormMapper.read(json);
      requireOwnUrl(form, urls);
      requireTitle(form);
      requireRenderable(form);
      return form;
    } catch (UnusableForm wrong) {
      throw new UnusableForm(site.getDescription() + ": " + wrong.getMessage());
    }
  }

  private static void requireOwnUrl(Form form, Set<String> urls) {
    String url = ChartConcepts.withoutVersion(form.canonical());
    if (PreVisitQuestionnaire.isNamedBy(url)) {
      throw new UnusableForm(
          "its url is that of the form before a visit; name it as"
              + " flipped-visit.questionnaires.pre-visit");
    }
    if (!urls.add(url)) {
      throw new UnusableForm("its url “" + url + "” is that of another further questionnaire");
    }
  }

  private static void requireTitle(Form form) {
    if (form.title(Locale.ENGLISH).isBlank()) {
      throw new UnusableForm("it has no title, by which people would know it");
    }
  }

  private static void require(Form form) {
    String ours = PreVisitQuestionnaire.canonical();
    if (!PreVisitQuestionnaire.isNamedBy(form.canonical())) {
      throw new UnusableForm(
          "its url is “" + form.canonical() + "”, and not that of " + ours + ", which it replaces");
    }
    if (form.canonical().equals(ours) || !form.canonical().contains("|")) {
      throw new UnusableForm("it needs a version of its own, other than that of " + ours);
    }
    requireRenderable(form);
  }

  private static void requireRenderable(Form form) {
    if (!form.mayBeRendered()) {
      throw new UnusableForm(
          "it cannot be shown without "
              + form.notSupported().stream()
                  .filter(one -> one.consequence() == NotSupported.Consequence.NOT_RENDERED)
                  .map(one -> one.feature() + " (" + one.linkId() + ")")
                  .collect(Collectors.joining(", ")));
    }
  }
}
