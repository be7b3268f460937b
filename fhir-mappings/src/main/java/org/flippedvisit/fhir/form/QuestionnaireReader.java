package org.flippedvisit.fhir.form;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads a Questionnaire with all that decides about it. */
final class QuestionnaireReader {
  /** What changes nothing for who fills a form in, or is done by who launches it. */
  private static final Set<String> NOTHING_TO_DO =
      Set.of(
          "variable",
          "constraint",
          "targetConstraint",
          "launchContext",
          "cqf-library",
          "performerType",
          "observationExtract",
          "observation-extract-category",
          "observationLinkPeriod",
          "definitionExtract",
          "definitionExtractValue",
          "extractAllocateId",
          "templateExtract",
          "templateExtractBundle",
          "assembledFrom",
          "assemble-expectation",
          "assembleContext",
          "questionnaireAdaptive",
          "endpoint",
          "preferredTerminologyServer",
          "replaces",
          "structuredefinition-wg",
          "structuredefinition-fmm",
          "structuredefinition-standards-status",
          "structuredefinition-normative-version",
          "artifact-versionAlgorithm",
          "resource-approvalDate",
          "resource-lastReviewDate",
          "resource-effectivePeriod",
          "knowledgeCapability",
          "knowledgeRepresentationLevel",
          "workflow-researchStudy",
          "cqf-knowledgeCapability",
          "cqf-knowledgeRepresentationLevel",
          "translation");

  private final Questionnaire questionnaire;
  private final List<NotSupported> notSupported = new ArrayList<>();

  private QuestionnaireReader(Questionnaire questionnaire) {
    this.questionnaire = questionnaire;
  }

  /** As {@link FormMapper#read}. */
  static Form read(String json) {
    Resource resource = parse(json);
    List<BundleEntryComponent> bundled = List.of();
    if (resource instanceof Bundle bundle) {
      bundled = bundle.getEntry().stream().filter(BundleEntryComponent::hasResource).toList();
      resource =
          bundled.stream()
              .map(BundleEntryComponent::getResource)
              .filter(Questionnaire.class::isInstance)
              .findFirst()
              .orElseThrow(() -> new UnusableForm("a Bundle without a Questionnaire"));
    }
    if (!(resource instanceof Questionnaire questionnaire)) {
      throw new UnusableForm("a " + resource.fhirType() + ", no Questionnaire");
    }
    return new QuestionnaireReader(questionnaire)
        .form(new ValueSets(bundled, questionnaire.getContained()));
  }

  private static Resource parse(String json) {
    try {
      IBaseResource parsed =
          FhirContext.forR4Cached()
              .newJsonParser()
              .setParserErrorHandler(
                  new LenientErrorHandler(false)
                      .setErrorOnInvalidValue(false)
                      .setErrorOnInvalidExtension(false))
              .parseResource(json);
      return (Resource) parsed;
    } catch (DataFormatException noFhir) {
      throw new UnusableForm("no FHIR R4 JSON: " + noFhir.getMessage());
    }
  }

  private Form form(ValueSets valueSets) {
    if (questionnaire.getUrl() == null || questionnaire.getUrl().isBlank()) {
      throw new UnusableForm("has no url");
    }
    checkLinkIds("", questionnaire.getItem(), new HashSet<>());
    readCritical();
    var expressions = new ExpressionsReader(notSupported);
    List<ItemRules.Variable> variables = expressions.variables("", questionnaire.getExtension());
    List<ItemRules.Constraint> constraints =
        expressions.constraints("", questionnaire.getExtension());
    var items = new ItemReader(valueSets, expressions, notSupported);
    List<ItemRules> read =
        EnableCircles.resolve(
            questionnaire.getItem().stream().map(items::read).toList(), notSupported);
    return new Form(
        canonical(),
        Translations.of(questionnaire.getTitleElement()),
        FormRules.of(questionnaire, read, variables, constraints, launchContexts()),
        expressions.namesUsed(),
        notSupported);
  }

  private String canonical() {
    return questionnaire.hasVersion()
        ? questionnaire.getUrl() + "|" + questionnaire.getVersion()
        : questionnaire.getUrl();
  }

  private void checkLinkIds(
      String above, List<QuestionnaireItemComponent> items, Set<String> seen) {
    for (int i = 0; i < items.size(); i++) {
      QuestionnaireItemComponent item = items.get(i);
      nameDisplay(above, item, i);
      String linkId = item.getLinkId();
      if (linkId == null || linkId.isBlank()) {
        throw new UnusableForm("an item has no linkId: " + item.getText());
      }
      if (!seen.add(linkId)) {
        throw new UnusableForm("two items have the linkId " + linkId);
      }
      checkLinkIds(linkId, item.getItem(), seen);
    }
  }

  /** A display is in no response, so its linkId is missed by nobody; R4's own examples lack it. */
  private void nameDisplay(String above, QuestionnaireItemComponent item, int index) {
    if (item.getType() == QuestionnaireItemType.DISPLAY && !item.hasLinkId()) {
      item.setLinkId(above + "#" + index);
      notSupported.add(new NotSupported(above, "display without a linkId", Consequence.IGNORED));
    }
  }

  private void readCritical() {
    if (!questionnaire.getModifierExtension().isEmpty() || questionnaire.hasImplicitRules()) {
      String name =
          questionnaire.getModifierExtension().stream()
              .map(Extensions::name)
              .findFirst()
              .orElse("implicitRules");
      notSupported.add(new NotSupported("", name, Consequence.NOT_RENDERED));
    }
    for (Extension extension : questionnaire.getExtension()) {
      String name = Extensions.name(extension);
      if (name.equals("rendering-criticalExtension")) {
        notSupported.add(new NotSupported("", name, Consequence.NOT_RENDERED));
      } else if (!NOTHING_TO_DO.contains(name)) {
        notSupported.add(new NotSupported("", name, Consequence.IGNORED));
      }
    }
  }

  /** The names that expressions may use; those of R4 are always there (SDC 4.0, expressions). */
  private List<String> launchContexts() {
    Stream<String> asked =
        Extensions.of(questionnaire)
            .named("launchContext")
            .map(context -> Extensions.of(context).value("name").orElse(null))
            .map(QuestionnaireReader::launchName)
            .filter(name -> !name.isEmpty());
    return Stream.concat(asked, Stream.of("patient", "user", "encounter")).distinct().toList();
  }

  private static String launchName(@Nullable Type name) {
    return switch (name) {
      case Coding coding when coding.getCode() != null -> coding.getCode();
      case PrimitiveType<?> id when id.getValueAsString() != null -> id.getValueAsString();
      case null, default -> "";
    };
  }
}
