package org.flippedvisit.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormMapper;
import org.flippedvisit.fhir.form.NotSupported;
import org.flippedvisit.fhir.form.UnusableForm;
import org.flippedvisit.fhir.previsit.ConditionPacks;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;

/**
 * The questions before a visit: what is packed or the site's own, with the packs that the site
 * wants (docs/questionnaires.md).
 */
@Configuration(proxyBeanMethods = false)
class QuestionnairesConfiguration {
  /**
   * Reads them once.
   *
   * @throws UnusableForm when the site's file is not there or cannot be filled in, or there is no
   *     such pack
   */
  @Bean
  Form preVisitForm(
      @Value("${flipped-visit.questionnaires.pre-visit:#{null}}") @Nullable Resource site,
      Environment settings) {
    List<String> packs =
        Binder.get(settings)
            .bind("flipped-visit.questionnaires.packs", Bindable.listOf(String.class))
            .orElse(List.of());
    String name = site == null ? "The packed questionnaire" : site.getDescription();
    String json = site == null ? PreVisitQuestionnaire.json() : read(site);
    try {
      Form own = FormMapper.read(json);
      if (site != null) {
        require(own);
      }
      return packs.isEmpty() ? own : FormMapper.read(ConditionPacks.add(json, packs));
    } catch (UnusableForm | IllegalArgumentException wrong) {
      throw new UnusableForm(name + ": " + wrong.getMessage());
    }
  }

  private static String read(Resource site) {
    try (InputStream file = site.getInputStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notThere) {
      throw new UnusableForm(site.getDescription() + " cannot be read");
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
