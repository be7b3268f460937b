package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/**
 * The options of value sets that came with a questionnaire: their expansion, else the concepts that
 * they list, and whole code systems that came too. What would need a terminology server is unknown.
 */
final class ValueSets {
  private final Map<String, ValueSet> valueSets = new HashMap<>();
  private final Map<String, CodeSystem> codeSystems = new HashMap<>();

  ValueSets(List<BundleEntryComponent> bundled, List<Resource> contained) {
    bundled.forEach(entry -> put(entry.getResource(), entry.getFullUrl()));
    contained.forEach(resource -> put(resource, inside(resource)));
  }

  private static @Nullable String inside(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    return id == null ? null : "#" + id.replace("#", "");
  }

  /**
   * Keeps it by its url, and by the other name that it has where it stands: some who publish a
   * Bundle refer to the fullUrl of an entry.
   */
  private void put(Resource resource, @Nullable String otherName) {
    if (resource instanceof ValueSet valueSet) {
      put(valueSets, valueSet, otherName);
    } else if (resource instanceof CodeSystem codeSystem) {
      put(codeSystems, codeSystem, otherName);
    }
  }

  private static <T extends MetadataResource> void put(
      Map<String, T> all, T resource, @Nullable String otherName) {
    if (resource.getUrl() != null) {
      all.put(resource.getUrl(), resource);
    }
    if (otherName != null) {
      all.putIfAbsent(otherName, resource);
    }
  }

  /** Its options in order; empty where it is not here, or not listed. */
  Optional<List<FormOption>> options(String canonical) {
    return options(canonical, new HashSet<>());
  }

  private Optional<List<FormOption>> options(String canonical, Set<String> underWay) {
    String url = canonical.split("\\|", 2)[0];
    ValueSet valueSet = valueSets.get(url);
    if (valueSet == null || !underWay.add(url)) {
      return Optional.empty();
    }
    return valueSet.getExpansion().hasContains()
        ? Optional.of(expanded(valueSet.getExpansion().getContains()).toList())
        : composed(valueSet, underWay);
  }

  private static Stream<FormOption> expanded(List<ValueSetExpansionContainsComponent> contains) {
    return contains.stream()
        .flatMap(
            one ->
                Stream.concat(
                    one.getAbstract() || !one.hasCode()
                        ? Stream.empty()
                        : Stream.of(
                            option(
                                one.getSystem(),
                                one.getCode(),
                                one.getDisplayElement(),
                                one.getDesignation())),
                    expanded(one.getContains())));
  }

  private Optional<List<FormOption>> composed(ValueSet valueSet, Set<String> underWay) {
    var options = new ArrayList<FormOption>();
    for (ConceptSetComponent include : valueSet.getCompose().getInclude()) {
      Optional<List<FormOption>> included = included(include, underWay);
      if (included.isEmpty()) {
        return Optional.empty();
      }
      options.addAll(included.get());
    }
    for (ConceptSetComponent exclude : valueSet.getCompose().getExclude()) {
      Optional<List<FormOption>> excluded = included(exclude, underWay);
      if (excluded.isEmpty()) {
        return Optional.empty();
      }
      options.removeIf(option -> Options.isOffered(excluded.get(), option.answer()));
    }
    return options.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(options));
  }

  private Optional<List<FormOption>> included(ConceptSetComponent include, Set<String> underWay) {
    if (include.hasFilter()) {
      return Optional.empty();
    }
    if (include.hasConcept()) {
      return Optional.of(
          include.getConcept().stream().map(one -> option(include.getSystem(), one)).toList());
    }
    if (include.hasValueSet()) {
      return include.getValueSet().size() == 1 && !include.hasSystem()
          ? options(include.getValueSet().getFirst().getValue(), underWay)
          : Optional.empty();
    }
    return Optional.ofNullable(codeSystems.get(include.getSystem()))
        .filter(CodeSystem::hasConcept)
        .map(system -> concepts(system.getUrl(), system.getConcept()).toList());
  }

  private FormOption option(String system, ConceptReferenceComponent concept) {
    if (concept.hasDisplay()) {
      return option(
          system, concept.getCode(), concept.getDisplayElement(), concept.getDesignation());
    }
    return Optional.ofNullable(codeSystems.get(system)).stream()
        .flatMap(known -> concepts(system, known.getConcept()))
        .filter(
            known ->
                known.answer() instanceof FormAnswer.Choice choice
                    && concept.getCode().equals(choice.code()))
        .findFirst()
        .orElseGet(
            () ->
                option(
                    system,
                    concept.getCode(),
                    concept.getDisplayElement(),
                    concept.getDesignation()));
  }

  private static Stream<FormOption> concepts(
      String system, List<ConceptDefinitionComponent> concepts) {
    return concepts.stream()
        .flatMap(
            concept ->
                Stream.concat(
                    Stream.of(
                        option(
                            system,
                            concept.getCode(),
                            concept.getDisplayElement(),
                            concept.getDesignation().stream()
                                .map(
                                    one ->
                                        new ValueSet.ConceptReferenceDesignationComponent()
                                            .setLanguage(one.getLanguage())
                                            .setUse(one.getUse())
                                            .setValue(one.getValue()))
                                .toList())),
                    concepts(system, concept.getConcept())));
  }

  private static FormOption option(
      String system,
      String code,
      StringType display,
      List<ValueSet.ConceptReferenceDesignationComponent> designations) {
    var answer = new FormAnswer.Choice(system, code, display.getValue());
    Map<String, String> texts = Translations.of(display);
    texts.putIfAbsent("", FormOption.words(answer));
    designations.stream()
        .filter(one -> one.hasLanguage() && one.hasValue())
        .forEach(one -> texts.putIfAbsent(one.getLanguage().split("-", 2)[0], one.getValue()));
    return new FormOption(answer, texts, false, "");
  }
}
