package org.flippedvisit.fhir.form;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/**
 * HAPI's validator for responses to forms. What it says of groups as if they were questions is left
 * out, and that it does not know a code which the form itself lists.
 */
final class ResponseValidation {
  private static final Pattern STEP = Pattern.compile("(item|answer)\\[(\\d+)]");

  /** The validator looks every code up, and there is no terminology server. */
  private static final Pattern CODE =
      Pattern.compile(
          ": The code '(.+)' in the system '(.+)' is not in the options value set .*(CodeSystem is"
              + " unknown|Unknown code|Validation failed)");

  private final FhirValidation validation;

  ResponseValidation(Collection<String> forms) {
    validation = FhirValidation.of(forms.stream().map(ResponseValidation::questionnaire).toList());
  }

  private static Questionnaire questionnaire(String form) {
    Resource read = FhirJson.read(form);
    return (Questionnaire)
        (read instanceof Bundle bundle ? bundle.getEntryFirstRep().getResource() : read);
  }

  /** What is wrong with a response to a form. */
  List<String> errorsIn(String form, String response) {
    var read = (QuestionnaireResponse) FhirJson.read(response);
    Questionnaire questionnaire = questionnaire(form);
    Map<String, QuestionnaireItemComponent> items =
        items(questionnaire.getItem())
            .filter(QuestionnaireItemComponent::hasLinkId)
            .collect(Collectors.toMap(QuestionnaireItemComponent::getLinkId, item -> item));
    return validation.errorsIn(response).stream()
        .filter(
            error -> {
              QuestionnaireItemComponent item = items.get(linkId(read, error));
              return item == null
                  || !(isOfGroup(item, error) || isListed(questionnaire, item, error));
            })
        .toList();
  }

  /** HAPI's validator (6.7.9) counts answers where minOccurs is that of a group. */
  private static boolean isOfGroup(QuestionnaireItemComponent item, String error) {
    return item.getType() == QuestionnaireItemType.GROUP
        && error.endsWith(": The minimum number of answers is 1 but this has 0 answers");
  }

  private static boolean isListed(
      Questionnaire form, QuestionnaireItemComponent item, String error) {
    Matcher named = CODE.matcher(error);
    return named.find()
        && form.getContained().stream()
            .filter(one -> item.getAnswerValueSet().equals("#" + one.getIdElement().getIdPart()))
            .flatMap(valueSet -> ((ValueSet) valueSet).getCompose().getInclude().stream())
            .filter(include -> named.group(2).equals(include.getSystem()))
            .anyMatch(include -> codes(form, include).anyMatch(named.group(1)::equals));
  }

  private static Stream<String> codes(Questionnaire form, ConceptSetComponent include) {
    return include.hasConcept()
        ? include.getConcept().stream().map(ConceptReferenceComponent::getCode)
        : form.getContained().stream()
            .filter(CodeSystem.class::isInstance)
            .map(CodeSystem.class::cast)
            .filter(system -> include.getSystem().equals(system.getUrl()))
            .flatMap(system -> system.getConcept().stream())
            .map(ConceptDefinitionComponent::getCode);
  }

  private static Stream<QuestionnaireItemComponent> items(List<QuestionnaireItemComponent> items) {
    return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem())));
  }

  /**
   * Of the item at which an error is, by its location: {@code item[0].answer[1].item[2]}, where the
   * validator often leaves the answer out.
   */
  private static String linkId(QuestionnaireResponse response, String error) {
    var at = new QuestionnaireResponseItemComponent();
    List<QuestionnaireResponseItemComponent> items = response.getItem();
    String location = error.substring(0, error.indexOf(": "));
    for (MatchResult step : STEP.matcher(location).results().toList()) {
      int index = Integer.parseInt(step.group(2));
      if (step.group(1).equals("item")) {
        at = items.get(index);
        items = at.hasAnswer() ? below(at) : at.getItem();
      } else {
        items = at.getAnswer().get(index).getItem();
      }
    }
    return at.getLinkId();
  }

  private static List<QuestionnaireResponseItemComponent> below(
      QuestionnaireResponseItemComponent question) {
    return question.getAnswer().stream().flatMap(answer -> answer.getItem().stream()).toList();
  }
}
