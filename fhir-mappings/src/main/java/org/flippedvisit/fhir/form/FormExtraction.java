package org.flippedvisit.fhir.form;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Observations from the answers of a form whose items ask for that ({@code observationExtract}; SDC
 * 4.0, observation-based extraction). One thing is otherwise than there: the performer is who
 * answered ({@code source}), not who typed ({@code author}).
 */
public final class FormExtraction {
  private final Form form;
  private final QuestionnaireResponse response;
  private final List<Observation> found = new ArrayList<>();

  private FormExtraction(Form form, QuestionnaireResponse response) {
    this.form = form;
    this.response = response;
  }

  /** One for each answer to a coded question; nothing from a response that is not completed. */
  public static List<Observation> toFhir(Form form, QuestionnaireResponse response) {
    if (response.getStatus() != QuestionnaireResponseStatus.COMPLETED
        && response.getStatus() != QuestionnaireResponseStatus.AMENDED) {
      return List.of();
    }
    var extraction = new FormExtraction(form, response);
    boolean isWholeForm = Extensions.of(form.rules().questionnaire()).isTrue("observationExtract");
    extraction.extract(form.rules().items(), response.getItem(), isWholeForm);
    return extraction.found;
  }

  private void extract(
      List<ItemRules> rules, List<QuestionnaireResponseItemComponent> items, boolean isAsked) {
    for (QuestionnaireResponseItemComponent item : items) {
      rules.stream()
          .filter(one -> one.linkId().equals(item.getLinkId()))
          .findFirst()
          .ifPresent(one -> extract(one, item, isAsked));
    }
  }

  private void extract(
      ItemRules rules, QuestionnaireResponseItemComponent item, boolean isAskedAbove) {
    QuestionnaireItemComponent definition = rules.definition();
    boolean isAsked =
        Extensions.of(definition)
            .value("observationExtract")
            .map(value -> value instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue()))
            .orElse(isAskedAbove);
    for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
      if (isAsked && definition.hasCode()) {
        value(rules, answer.getValue()).ifPresent(value -> found.add(of(definition, value)));
      }
      extract(rules.children(), answer.getItem(), isAsked);
    }
    extract(rules.children(), item.getItem(), isAsked);
  }

  private Observation of(QuestionnaireItemComponent definition, Type value) {
    var observation = new Observation();
    observation
        .setStatus(
            response.getStatus() == QuestionnaireResponseStatus.AMENDED
                ? ObservationStatus.AMENDED
                : ObservationStatus.FINAL)
        .setCode(new CodeableConcept().setCoding(definition.getCode()))
        .setSubject(response.getSubject())
        .setEncounter(response.getEncounter())
        .setBasedOn(response.getBasedOn())
        .setPartOf(response.getPartOf())
        .setValue(value);
    categories(definition).forEach(observation::addCategory);
    writeTime(observation);
    if (response.hasSource()) {
      observation.addPerformer(response.getSource());
    } else if (response.hasAuthor()) {
      observation.addPerformer(response.getAuthor());
    }
    if (response.getIdElement().hasIdPart()) {
      observation.addDerivedFrom(
          new Reference("QuestionnaireResponse/" + response.getIdElement().getIdPart()));
    }
    return observation;
  }

  private void writeTime(Observation observation) {
    ClinicalTimeMapper.fromFhir(response.getAuthoredElement())
        .ifPresent(
            authored -> {
              observation.setEffective(ClinicalTimeMapper.toDateTime(authored));
              if (authored.value() instanceof OffsetDateTime moment) {
                observation.setIssuedElement(ClinicalTimeMapper.toInstant(moment));
              }
            });
  }

  private List<CodeableConcept> categories(QuestionnaireItemComponent definition) {
    List<CodeableConcept> own = categories(Extensions.of(definition));
    return own.isEmpty() ? categories(Extensions.of(form.rules().questionnaire())) : own;
  }

  private static List<CodeableConcept> categories(Extensions extensions) {
    return extensions
        .named("observation-extract-category")
        .map(Extension::getValue)
        .filter(CodeableConcept.class::isInstance)
        .map(CodeableConcept.class::cast)
        .toList();
  }

  /**
   * What Observation.value takes; a file, a reference and a web address in no other way are none.
   */
  private static Optional<Type> value(ItemRules rules, @Nullable Type answer) {
    return Optional.ofNullable(
        switch (answer) {
          case Coding coding -> new CodeableConcept(coding);
          case Quantity quantity -> quantity;
          case DecimalType number -> quantity(rules, number.getValue());
          case IntegerType number ->
              rules.item().unit() == null
                  ? number
                  : quantity(rules, BigDecimal.valueOf(number.getValue()));
          case DateType day -> new DateTimeType(day.getValueAsString());
          case BaseDateTimeType moment -> moment;
          case BooleanType yes -> yes;
          case TimeType time -> time;
          case StringType words -> new StringType(words.getValue());
          case PrimitiveType<?> other -> new StringType(other.getValueAsString());
          case null, default -> null;
        });
  }

  private static Quantity quantity(ItemRules rules, BigDecimal number) {
    var quantity = new Quantity().setValue(number);
    FormOption unit = rules.item().unit();
    if (unit != null && unit.answer() instanceof FormAnswer.Choice choice) {
      quantity.setUnit(choice.display()).setSystem(choice.system()).setCode(choice.code());
    }
    return quantity;
  }
}
