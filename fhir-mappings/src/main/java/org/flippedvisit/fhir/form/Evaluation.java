package org.flippedvisit.fhir.form;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a form over its answers as they are at one moment. One that fails is said and
 * gives nothing.
 */
final class Evaluation {
  /**
   * As a FHIRPath literal, always to the millisecond, which the ISO formatters leave out at zero.
   */
  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

  private final FormRules rules;
  private final FormContext context;
  private final Map<String, Base> launched;
  private final Set<NotSupported> said;
  private final ResponseWriter.Asked asked;
  private final Map<Named, List<Base>> known = new HashMap<>();
  private final Set<Named> underWay = new HashSet<>();

  Evaluation(
      FormRules rules,
      FormContext context,
      Map<String, Base> launched,
      Set<NotSupported> said,
      ResponseWriter.Asked asked) {
    this.rules = rules;
    this.context = context;
    this.launched = launched;
    this.said = said;
    this.asked = asked;
  }

  /** A variable of one place; of the form where the place is null. */
  private record Named(@Nullable Place place, String name) {}

  /** What it gives at a place; nothing where it fails. */
  List<Base> evaluate(Expression expression, @Nullable Place place) {
    try {
      return FhirPath.evaluate(
          new Scope(place), asked.response(), focus(place), expression.parsed());
    } catch (RuntimeException failed) {
      said.add(
          new NotSupported(
              expression.linkId(), expression.feature() + " that fails", Consequence.IGNORED));
      return List.of();
    }
  }

  /** False where it gives nothing, or fails. */
  boolean isTrue(Expression expression, @Nullable Place place) {
    try {
      return FhirPath.isTrue(evaluate(expression, place));
    } catch (RuntimeException noBoolean) {
      said.add(
          new NotSupported(
              expression.linkId(), expression.feature() + " that fails", Consequence.IGNORED));
      return false;
    }
  }

  /** The answers that it gives, as the type of the question wants them. */
  List<FormAnswer> answers(Expression expression, Place place) {
    return evaluate(expression, place).stream()
        .map(value -> GivenAnswer.of(value, place.rules.item()))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * {@code %context}: an item without answers is not in a response, but its expressions have one.
   */
  private Base focus(@Nullable Place place) {
    if (place == null) {
      return asked.response();
    }
    QuestionnaireResponseItemComponent item = asked.items().get(place);
    return item == null
        ? new QuestionnaireResponseItemComponent(new StringType(place.rules.linkId()))
        : item;
  }

  private final class Scope implements FhirPath.Scope {
    private final @Nullable Place place;

    private Scope(@Nullable Place place) {
      this.place = place;
    }

    @Override
    public @Nullable List<Base> constant(String name) {
      for (Place at = place; at != null; at = at.within.owner) {
        for (ItemRules.Variable variable : at.rules.expressions().variables()) {
          if (variable.name().equals(name)) {
            return variable(variable, at);
          }
        }
      }
      for (ItemRules.Variable variable : rules.variables()) {
        if (variable.name().equals(name)) {
          return variable(variable, null);
        }
      }
      return switch (name) {
        case "questionnaire" -> List.of(rules.questionnaire());
        case "qitem" -> place == null ? List.of() : List.of(place.rules.definition());
        default -> launched(name);
      };
    }

    /**
     * A context that the form asks for and the launch has not is empty, one it never named is
     * wrong.
     */
    private @Nullable List<Base> launched(String name) {
      Base resource = launched.get(name);
      if (resource != null) {
        return List.of(resource);
      }
      return rules.launchContexts().contains(name) ? List.of() : null;
    }

    @Override
    public DateTimeType now() {
      return new DateTimeType(NOW.format(context.now()));
    }
  }

  private List<Base> variable(ItemRules.Variable variable, @Nullable Place place) {
    var name = new Named(place, variable.name());
    List<Base> value = known.get(name);
    if (value != null) {
      return value;
    }
    if (!underWay.add(name)) {
      said.add(
          new NotSupported(
              variable.expression().linkId(),
              "variable that depends on itself",
              Consequence.IGNORED));
      return List.of();
    }
    List<Base> found = new ArrayList<>(evaluate(variable.expression(), place));
    underWay.remove(name);
    known.put(name, found);
    return found;
  }
}
