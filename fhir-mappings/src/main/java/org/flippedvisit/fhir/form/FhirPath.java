package org.flippedvisit.fhir.form;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FunctionDetails;
import org.hl7.fhir.r4.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r4.fhirpath.TypeDetails;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations.FHIRAllTypes;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.fhirpath.FHIRPathConstantEvaluationMode;
import org.jspecify.annotations.Nullable;

/**
 * FHIRPath by HAPI's engine, with the functions that SDC expressions use beside the standard's:
 * sum, min, max, avg, and ordinal and weight for the points of a choice. {@code now()} and {@code
 * today()} are the moment of the {@link FormContext}, so that one filling has one day.
 */
final class FhirPath {
  private static final Map<String, Integer> FUNCTIONS =
      Map.of(
          "sum", 0, "min", 0, "max", 0, "avg", 0, "ordinal", 0, "weight", 0, "now", 0, "today", 0);

  private static final FHIRPathEngine ENGINE = engine();

  private FhirPath() {}

  /** What an expression is evaluated in. */
  interface Scope {
    /** The value of {@code %name}; null where there is no such name. */
    @Nullable List<Base> constant(String name);

    /** {@code now()}, with offset. */
    DateTimeType now();
  }

  /**
   * Parses an expression.
   *
   * @throws UnusableForm where it is no FHIRPath
   */
  static ExpressionNode parse(String text) {
    try {
      ExpressionNode parsed = ENGINE.parse(text);
      askForTheTime(parsed);
      return parsed;
    } catch (RuntimeException noFhirPath) {
      throw new UnusableForm("no FHIRPath: " + noFhirPath.getMessage());
    }
  }

  /** The standard's now() and today() read the machine's clock: they become functions of ours. */
  private static void askForTheTime(@Nullable ExpressionNode node) {
    if (node == null) {
      return;
    }
    if (node.getFunction() == ExpressionNode.Function.Now
        || node.getFunction() == ExpressionNode.Function.Today) {
      node.setName(node.getFunction() == ExpressionNode.Function.Now ? "now" : "today");
      node.setFunction(ExpressionNode.Function.Custom);
    }
    askForTheTime(node.getInner());
    askForTheTime(node.getGroup());
    askForTheTime(node.getOpNext());
    if (node.getParameters() != null) {
      node.getParameters().forEach(FhirPath::askForTheTime);
    }
  }

  /**
   * Evaluates it.
   *
   * @param resource {@code %resource}
   * @param focus {@code %context}, and where paths begin
   * @throws RuntimeException of whatever kind where it fails
   */
  static List<Base> evaluate(Scope scope, Base resource, Base focus, ExpressionNode parsed) {
    return ENGINE.evaluate(scope, resource, resource, focus, parsed);
  }

  /** Empty is false, as in a FHIR invariant. */
  static boolean isTrue(List<Base> result) {
    return !result.isEmpty() && ENGINE.convertToBoolean(result);
  }

  private static FHIRPathEngine engine() {
    FhirContext context = FhirContext.forR4Cached();
    var engine = new FHIRPathEngine(new HapiWorkerContext(context, TypesOnly.of(context)));
    engine.setHostServices(new Names());
    return engine;
  }

  /**
   * The engine asks which types there are (for {@code ofType}, {@code is}, {@code as}) and nothing
   * else of the definitions, which would be a large jar.
   */
  private record TypesOnly(FhirContext context, Map<String, StructureDefinition> types)
      implements IValidationSupport {
    private static final String ROOT = "http://hl7.org/fhir/StructureDefinition/";

    static TypesOnly of(FhirContext context) {
      return new TypesOnly(
          context,
          Stream.of(FHIRAllTypes.values())
              .filter(type -> type != FHIRAllTypes.NULL)
              .map(type -> definition(type.toCode()))
              .collect(Collectors.toMap(StructureDefinition::getUrl, Function.identity())));
    }

    @Override
    public FhirContext getFhirContext() {
      return context;
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(
        @Nullable Class<T> type, String url) {
      StructureDefinition found = types.get(url);
      return type != null && type.isInstance(found) ? type.cast(found) : null;
    }

    @Override
    @SuppressWarnings("unchecked") // HAPI leaves the type to who calls; there is one kind only
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
      return (List<T>) List.copyOf(types.values());
    }

    private static StructureDefinition definition(String type) {
      var definition = new StructureDefinition();
      definition.setUrl(ROOT + type);
      definition.setName(type).setType(type);
      definition
          .setDerivation(TypeDerivationRule.SPECIALIZATION)
          .setKind(
              Character.isLowerCase(type.charAt(0))
                  ? StructureDefinitionKind.PRIMITIVETYPE
                  : StructureDefinitionKind.COMPLEXTYPE);
      return definition;
    }
  }

  /** Names and functions that are not the engine's own. */
  private static final class Names implements IHostApplicationServices {
    @Override
    public List<Base> resolveConstant(
        FHIRPathEngine engine, Object scope, String name, FHIRPathConstantEvaluationMode mode) {
      if (mode != FHIRPathConstantEvaluationMode.EXPLICIT) {
        return List.of();
      }
      String plain = name.replace("%", "").replace("`", "");
      List<Base> value = ((Scope) scope).constant(plain);
      if (value == null) {
        throw new IllegalStateException("nothing is called %" + plain);
      }
      return value;
    }

    @Override
    public @Nullable TypeDetails resolveConstantType(
        FHIRPathEngine engine, Object scope, String name, FHIRPathConstantEvaluationMode mode) {
      return null;
    }

    @Override
    public boolean log(String argument, List<Base> focus) {
      return true;
    }

    @Override
    public @Nullable FunctionDetails resolveFunction(FHIRPathEngine engine, String name) {
      Integer parameters = FUNCTIONS.get(name);
      return parameters == null ? null : new FunctionDetails(name, parameters, parameters);
    }

    @Override
    public @Nullable TypeDetails checkFunction(
        FHIRPathEngine engine,
        Object scope,
        String name,
        TypeDetails focus,
        List<TypeDetails> parameters) {
      return null;
    }

    @Override
    public List<Base> executeFunction(
        FHIRPathEngine engine,
        Object scope,
        List<Base> focus,
        String name,
        List<List<Base>> parameters) {
      return switch (name) {
        case "now" -> List.of(((Scope) scope).now());
        case "today" ->
            List.of(new DateType(((Scope) scope).now().getValueAsString().substring(0, 10)));
        case "ordinal", "weight" -> focus.stream().flatMap(FhirPath::points).toList();
        default -> reckoned(name, focus);
      };
    }

    @Override
    public @Nullable Base resolveReference(
        FHIRPathEngine engine, Object scope, String url, Base from) {
      return null;
    }

    @Override
    public boolean conformsToProfile(FHIRPathEngine engine, Object scope, Base item, String url) {
      throw new IllegalStateException("conformsTo");
    }

    @Override
    public ValueSet resolveValueSet(FHIRPathEngine engine, Object scope, String url) {
      throw new IllegalStateException("memberOf");
    }

    @Override
    public boolean paramIsType(String name, int index) {
      return false;
    }
  }

  private static Stream<Base> points(Base value) {
    return value instanceof Element element
        ? element.getExtension().stream()
            .filter(extension -> OptionPoints.URLS.contains(extension.getUrl()))
            .map(Extension::getValue)
            .filter(Objects::nonNull)
            .limit(1)
            .map(Base.class::cast)
        : Stream.empty();
  }

  /** The sum of nothing is 0; the least, the greatest and the mean of nothing are nothing. */
  private static List<Base> reckoned(String name, List<Base> focus) {
    List<BigDecimal> numbers = focus.stream().map(FhirPath::number).toList();
    boolean isWhole = focus.stream().allMatch(IntegerType.class::isInstance);
    if (name.equals("sum")) {
      return List.of(number(sum(numbers), isWhole));
    }
    if (numbers.isEmpty()) {
      return List.of();
    }
    return switch (name) {
      case "min" -> List.of(number(numbers.stream().reduce(BigDecimal::min).get(), isWhole));
      case "max" -> List.of(number(numbers.stream().reduce(BigDecimal::max).get(), isWhole));
      default ->
          List.of(
              number(
                  sum(numbers).divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL32),
                  false));
    };
  }

  private static BigDecimal sum(List<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Base number(BigDecimal number, boolean isWhole) {
    return isWhole ? new IntegerType(number.intValueExact()) : new DecimalType(number);
  }

  private static BigDecimal number(Base value) {
    return Optional.ofNullable(
            switch (value) {
              case IntegerType whole -> BigDecimal.valueOf(whole.getValue());
              case DecimalType decimal -> decimal.getValue();
              case Quantity amount -> amount.getValue();
              case Coding choice -> points(choice).map(FhirPath::number).findFirst().orElse(null);
              default -> null;
            })
        .orElseThrow(() -> new IllegalStateException("no number: " + value.fhirType()));
  }
}
