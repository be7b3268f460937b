package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemInitialComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.jspecify.annotations.Nullable;

/** Reads one item and those below it. */
final class ItemReader {
  private static final Map<String, ItemControl> CONTROLS =
      Map.ofEntries(
          Map.entry("radio-button", ItemControl.RADIO_BUTTON),
          Map.entry("check-box", ItemControl.CHECK_BOX),
          Map.entry("drop-down", ItemControl.DROP_DOWN),
          Map.entry("autocomplete", ItemControl.AUTOCOMPLETE),
          Map.entry("lookup", ItemControl.LOOKUP),
          Map.entry("slider", ItemControl.SLIDER),
          Map.entry("spinner", ItemControl.SPINNER),
          Map.entry("text-box", ItemControl.TEXT_BOX),
          Map.entry("page", ItemControl.PAGE),
          Map.entry("header", ItemControl.HEADER),
          Map.entry("footer", ItemControl.FOOTER),
          Map.entry("list", ItemControl.LIST),
          Map.entry("table", ItemControl.TABLE),
          Map.entry("grid", ItemControl.GRID),
          Map.entry("gtable", ItemControl.GROUP_TABLE),
          Map.entry("inline", ItemControl.INLINE),
          Map.entry("help", ItemControl.HELP),
          Map.entry("flyover", ItemControl.FLYOVER),
          Map.entry("upper", ItemControl.UPPER),
          Map.entry("lower", ItemControl.LOWER));

  /** What a display child is to its parent, and so not shown as an item of its own. */
  private static final Set<String> BELONGING = Set.of("help", "flyover", "upper", "lower", "unit");

  /** R4's own examples name several types of resources in one code. */
  private static final Pattern COMMAS = Pattern.compile(",\\s*");

  private static final Set<String> READ =
      Set.of(
          "itemControl",
          "hidden",
          "minValue",
          "maxValue",
          "minQuantity",
          "maxQuantity",
          "minLength",
          "maxDecimalPlaces",
          "maxSize",
          "mimeType",
          "referenceResource",
          "allowedResource",
          "regex",
          "variable",
          "entryFormat",
          "unit",
          "unitOption",
          "unitValueSet",
          "choiceOrientation",
          "sliderStepValue",
          "minOccurs",
          "maxOccurs",
          "supportLink",
          "usageMode",
          "constraint",
          "targetConstraint",
          "enableWhenExpression",
          "calculatedExpression",
          "initialExpression",
          "answerExpression",
          "answerOptionsToggleExpression",
          "observationExtract",
          "observation-extract-category",
          "displayCategory",
          "translation");

  /** What changes nothing for who fills a form in. */
  private static final Set<String> NOTHING_TO_DO =
      Set.of(
          "observationLinkPeriod",
          "definitionExtract",
          "definitionExtractValue",
          "extractAllocateId",
          "templateExtract",
          "templateExtractContext",
          "templateExtractValue",
          "itemExtractionContext",
          "shortText",
          "preferredTerminologyServer",
          "isSubject",
          "designNote",
          "conceptMap",
          "ordinalValue",
          "itemWeight",
          "questionnaire-definition",
          "terminology-server",
          "structuredefinition-explicit-type-name");

  private final ValueSets valueSets;
  private final ExpressionsReader expressions;
  private final List<NotSupported> notSupported;

  ItemReader(ValueSets valueSets, ExpressionsReader expressions, List<NotSupported> notSupported) {
    this.valueSets = valueSets;
    this.expressions = expressions;
    this.notSupported = notSupported;
  }

  /** One item, as it is read. */
  private final class Reading {
    private final QuestionnaireItemComponent definition;
    private final String linkId;
    private final Extensions extensions;
    private boolean isLeftOut;

    private Reading(QuestionnaireItemComponent definition) {
      this.definition = definition;
      this.linkId = definition.getLinkId();
      this.extensions = Extensions.of(definition);
    }

    private void ignore(String feature) {
      notSupported.add(new NotSupported(linkId, feature, Consequence.IGNORED));
    }

    private void leaveOut(String feature) {
      isLeftOut = true;
      notSupported.add(new NotSupported(linkId, feature, Consequence.ITEM_LEFT_OUT));
    }
  }

  ItemRules read(QuestionnaireItemComponent definition) {
    var reading = new Reading(definition);
    readWhatIsUnknown(reading);
    ItemType type = type(reading);
    List<FormOption> options = options(reading, type);
    ItemRules.Expressions evaluated = evaluated(reading, type);
    if (type == ItemType.CHOICE && options.isEmpty() && evaluated.answers() == null) {
      reading.leaveOut(
          definition.hasAnswerValueSet() ? "answerValueSet that did not come along" : "no options");
    }
    List<QuestionnaireItemComponent> belonging =
        definition.getItem().stream().filter(ItemReader::isBelonging).toList();
    List<ItemRules> children = children(reading, type);
    return new ItemRules(
        item(reading, type, options, belonging, children),
        definition,
        conditions(reading),
        needsAll(reading),
        initial(reading, options),
        evaluated,
        children,
        reading.isLeftOut,
        Translations.of(definition.getTextElement()));
  }

  private void readWhatIsUnknown(Reading reading) {
    for (Extension extension : reading.definition.getModifierExtension()) {
      notSupported.add(
          new NotSupported(reading.linkId, Extensions.name(extension), Consequence.NOT_RENDERED));
    }
    for (Extension extension : reading.definition.getExtension()) {
      String name = Extensions.name(extension);
      if (name.equals("rendering-criticalExtension")) {
        notSupported.add(new NotSupported(reading.linkId, name, Consequence.NOT_RENDERED));
      } else if (!READ.contains(name) && !NOTHING_TO_DO.contains(name)) {
        reading.ignore(name);
      }
    }
  }

  private static ItemType type(Reading reading) {
    QuestionnaireItemType type = reading.definition.getType();
    return switch (type) {
      case GROUP -> ItemType.GROUP;
      case DISPLAY -> ItemType.DISPLAY;
      case BOOLEAN -> ItemType.BOOLEAN;
      case DECIMAL -> ItemType.DECIMAL;
      case INTEGER -> ItemType.INTEGER;
      case DATE -> ItemType.DATE;
      case DATETIME -> ItemType.DATE_TIME;
      case TIME -> ItemType.TIME;
      case STRING -> ItemType.STRING;
      case TEXT -> ItemType.TEXT;
      case URL -> ItemType.URL;
      case CHOICE -> ItemType.CHOICE;
      case OPENCHOICE -> ItemType.OPEN_CHOICE;
      case ATTACHMENT -> ItemType.ATTACHMENT;
      case REFERENCE -> ItemType.REFERENCE;
      case QUANTITY -> ItemType.QUANTITY;
      case null, default -> {
        reading.leaveOut("type that R4 does not have");
        yield reading.definition.hasItem() ? ItemType.GROUP : ItemType.TEXT;
      }
    };
  }

  private List<ItemRules> children(Reading reading, ItemType type) {
    if (type == ItemType.DISPLAY) {
      if (reading.definition.hasItem()) {
        reading.ignore("items below a display");
      }
      return List.of();
    }
    return reading.definition.getItem().stream()
        .filter(item -> !isBelonging(item))
        .map(this::read)
        .toList();
  }

  private static boolean isBelonging(QuestionnaireItemComponent item) {
    return item.getType() == QuestionnaireItemType.DISPLAY
        && !item.hasEnableWhen()
        && BELONGING.contains(Extensions.of(item).code("itemControl"));
  }

  private FormItem item(
      Reading reading,
      ItemType type,
      List<FormOption> options,
      List<QuestionnaireItemComponent> belonging,
      List<ItemRules> children) {
    QuestionnaireItemComponent definition = reading.definition;
    Extensions extensions = reading.extensions;
    Integer fewest = extensions.whole("minOccurs");
    return new FormItem(
        definition.getLinkId(),
        type,
        control(reading),
        texts(reading, definition.getTextElement()),
        Objects.requireNonNullElse(definition.getPrefix(), ""),
        definition.getRequired() && type != ItemType.DISPLAY,
        definition.getRepeats() && type != ItemType.DISPLAY,
        fewest == null ? 0 : Math.min(Math.max(fewest, 0), 100),
        maxOccurs(reading),
        definition.getReadOnly(),
        isHidden(reading),
        options,
        type == ItemType.OPEN_CHOICE,
        extensions.code("choiceOrientation").equals("horizontal"),
        limits(reading),
        belongingText(reading, belonging, "help"),
        belongingText(reading, belonging, "flyover"),
        extensions.words("entryFormat").map(Translations::of).orElse(Map.of()),
        unit(extensions, belonging),
        unitOptions(reading),
        plain(belonging, "lower"),
        plain(belonging, "upper"),
        extensions.whole("sliderStepValue"),
        extensions.words("supportLink").map(PrimitiveType::getValueAsString).orElse(null),
        definition.getCode().stream()
            .filter(code -> code.hasSystem() && code.hasCode())
            .map(code -> code.getSystem() + "|" + code.getCode())
            .toList(),
        children.stream().map(ItemRules::item).toList());
  }

  /** Published forms say 0 for any number; nobody asks for no answer. */
  private static @Nullable Integer maxOccurs(Reading reading) {
    Integer most = reading.extensions.whole("maxOccurs");
    if (most != null && most < 1) {
      reading.ignore("maxOccurs below 1");
      return null;
    }
    return most;
  }

  /** What is for whoever reads the answers only is not shown to who gives them. */
  private static boolean isHidden(Reading reading) {
    String mode = reading.extensions.code("usageMode");
    if (mode.equals("capture")) {
      reading.ignore("usageMode capture");
    }
    return reading.extensions.isTrue("hidden") || mode.startsWith("display");
  }

  private static @Nullable ItemControl control(Reading reading) {
    String code = reading.extensions.code("itemControl");
    ItemControl control = CONTROLS.get(code);
    if (control == null && !code.isEmpty() && !code.equals("unit")) {
      reading.ignore("itemControl " + code);
    }
    return control;
  }

  private static Map<String, RichText> texts(Reading reading, PrimitiveType<?> text) {
    Map<String, RichText> texts = new HashMap<>();
    Translations.of(text).forEach((language, words) -> texts.put(language, RichText.plain(words)));
    Extensions extensions = Extensions.of(text);
    extensions
        .words("rendering-xhtml")
        .map(Translations::of)
        .ifPresent(
            all ->
                all.forEach(
                    (language, words) ->
                        SafeMarkup.xhtml(words)
                            .ifPresentOrElse(
                                rich -> texts.put(language, rich),
                                () -> reading.ignore("rendering-xhtml that is no XHTML"))));
    extensions
        .words("rendering-markdown")
        .map(Translations::of)
        .ifPresent(
            all ->
                all.forEach((language, words) -> texts.put(language, SafeMarkup.markdown(words))));
    return texts;
  }

  private static @Nullable Map<String, RichText> belongingText(
      Reading reading, List<QuestionnaireItemComponent> belonging, String control) {
    return belonging(belonging, control)
        .findFirst()
        .map(item -> texts(reading, item.getTextElement()))
        .orElse(null);
  }

  private static Map<String, String> plain(
      List<QuestionnaireItemComponent> belonging, String control) {
    return belonging(belonging, control)
        .findFirst()
        .map(item -> Translations.of(item.getTextElement()))
        .orElse(Map.of());
  }

  private static Stream<QuestionnaireItemComponent> belonging(
      List<QuestionnaireItemComponent> belonging, String control) {
    return belonging.stream()
        .filter(item -> control.equals(Extensions.of(item).code("itemControl")));
  }

  private static @Nullable FormOption unit(
      Extensions extensions, List<QuestionnaireItemComponent> belonging) {
    return extensions
        .value("unit")
        .map(value -> value instanceof Coding coding ? option(coding) : null)
        .or(
            () ->
                Optional.of(plain(belonging, "unit"))
                    .filter(texts -> texts.containsKey(""))
                    .map(texts -> unit(texts)))
        .orElse(null);
  }

  private static FormOption unit(Map<String, String> texts) {
    return new FormOption(new FormAnswer.Choice(null, null, texts.get("")), texts, false, "");
  }

  private List<FormOption> unitOptions(Reading reading) {
    Stream<FormOption> listed =
        reading
            .extensions
            .named("unitOption")
            .map(Extension::getValue)
            .filter(Coding.class::isInstance)
            .map(value -> option((Coding) value));
    return Stream.concat(listed, unitsOfValueSet(reading).stream()).toList();
  }

  private List<FormOption> unitsOfValueSet(Reading reading) {
    String canonical = reading.extensions.text("unitValueSet");
    if (canonical.isEmpty()) {
      return List.of();
    }
    Optional<List<FormOption>> units = valueSets.options(canonical);
    if (units.isEmpty()) {
      reading.ignore("unitValueSet that did not come along");
    }
    return units.orElse(List.of());
  }

  private static FormOption option(Coding coding) {
    var answer = new FormAnswer.Choice(coding.getSystem(), coding.getCode(), coding.getDisplay());
    Map<String, String> texts = Translations.of(coding.getDisplayElement());
    texts.putIfAbsent("", FormOption.words(answer));
    return new FormOption(answer, texts, false, "");
  }

  private static FormLimits limits(Reading reading) {
    Extensions extensions = reading.extensions;
    return new FormLimits(
        extensions.whole("minLength"),
        reading.definition.hasMaxLength() ? reading.definition.getMaxLength() : null,
        limit(extensions, "minValue", "minQuantity"),
        limit(extensions, "maxValue", "maxQuantity"),
        extensions.whole("maxDecimalPlaces"),
        regex(reading),
        codes(extensions, "mimeType").toList(),
        extensions.decimal("maxSize"),
        Stream.of("referenceResource", "allowedResource")
            .flatMap(name -> codes(extensions, name))
            .flatMap(COMMAS::splitAsStream)
            .toList());
  }

  private static Stream<String> codes(Extensions extensions, String name) {
    return extensions
        .named(name)
        .map(Extension::getValue)
        .map(value -> value instanceof PrimitiveType<?> text ? text.getValueAsString() : null)
        .filter(Objects::nonNull);
  }

  private static @Nullable FormAnswer limit(Extensions extensions, String name, String quantity) {
    return extensions
        .value(name)
        .or(() -> extensions.value(quantity))
        .flatMap(AnswerMapper::fromFhir)
        .orElse(null);
  }

  private static @Nullable String regex(Reading reading) {
    String regex = reading.extensions.text("regex");
    if (regex.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(regex).pattern();
    } catch (PatternSyntaxException noRegex) {
      reading.ignore("regex that is none");
      return null;
    }
  }

  private List<FormOption> options(Reading reading, ItemType type) {
    QuestionnaireItemComponent definition = reading.definition;
    if (definition.hasAnswerOption()) {
      if (definition.hasAnswerValueSet()) {
        reading.ignore("answerValueSet beside answerOption");
      }
      return definition.getAnswerOption().stream().flatMap(ItemReader::option).toList();
    }
    if (!definition.hasAnswerValueSet()) {
      return List.of();
    }
    Optional<List<FormOption>> listed = valueSets.options(definition.getAnswerValueSet());
    if (listed.isEmpty() && type != ItemType.CHOICE) {
      reading.ignore("answerValueSet that did not come along");
    }
    return listed.orElse(List.of());
  }

  private static Stream<FormOption> option(QuestionnaireItemAnswerOptionComponent option) {
    Optional<FormAnswer> answer = AnswerMapper.fromFhir(option.getValue());
    Extensions extensions = Extensions.of(option);
    Map<String, String> texts =
        switch (option.getValue()) {
          case Coding coding -> Translations.of(coding.getDisplayElement());
          case PrimitiveType<?> words -> Translations.of(words);
          case null, default -> new HashMap<>();
        };
    return answer.stream()
        .map(
            value -> {
              texts.putIfAbsent("", FormOption.words(value));
              return new FormOption(
                  value, texts, extensions.isTrue("optionExclusive"), prefix(option, extensions));
            });
  }

  private static String prefix(
      QuestionnaireItemAnswerOptionComponent option, Extensions extensions) {
    String prefix = extensions.text("optionPrefix");
    return prefix.isEmpty() && option.getValue() instanceof Coding coding
        ? Extensions.of(coding).text("optionPrefix")
        : prefix;
  }

  private static List<FormAnswer> initial(Reading reading, List<FormOption> options) {
    List<FormAnswer> said =
        reading.definition.getInitial().stream()
            .map(QuestionnaireItemInitialComponent::getValue)
            .flatMap(value -> AnswerMapper.fromFhir(value).stream())
            .map(answer -> Options.asOffered(options, answer))
            .toList();
    return said.isEmpty()
        ? reading.definition.getAnswerOption().stream()
            .filter(QuestionnaireItemAnswerOptionComponent::getInitialSelected)
            .flatMap(option -> AnswerMapper.fromFhir(option.getValue()).stream())
            .toList()
        : said;
  }

  private static List<Condition> conditions(Reading reading) {
    var conditions = new ArrayList<Condition>();
    for (QuestionnaireItemEnableWhenComponent when : reading.definition.getEnableWhen()) {
      Optional<FormAnswer> answer = AnswerMapper.fromFhir(when.getAnswer());
      Condition.Operator operator = operator(when.getOperator());
      if (when.getQuestion() == null || operator == null || answer.isEmpty()) {
        reading.leaveOut("enableWhen that cannot be read");
      } else {
        conditions.add(new Condition(when.getQuestion(), operator, answer.get(), false));
      }
    }
    return conditions;
  }

  private static Condition.@Nullable Operator operator(
      @Nullable QuestionnaireItemOperator operator) {
    return switch (operator) {
      case EXISTS -> Condition.Operator.EXISTS;
      case EQUAL -> Condition.Operator.EQUAL;
      case NOT_EQUAL -> Condition.Operator.NOT_EQUAL;
      case GREATER_THAN -> Condition.Operator.GREATER;
      case LESS_THAN -> Condition.Operator.LESS;
      case GREATER_OR_EQUAL -> Condition.Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Condition.Operator.LESS_OR_EQUAL;
      case null, default -> null;
    };
  }

  private static boolean needsAll(Reading reading) {
    boolean isSaid = reading.definition.hasEnableBehavior();
    if (!isSaid && reading.definition.getEnableWhen().size() > 1) {
      reading.ignore("several enableWhen without enableBehavior: all are asked for");
    }
    return reading.definition.getEnableBehavior() != EnableWhenBehavior.ANY;
  }

  private ItemRules.Expressions evaluated(Reading reading, ItemType type) {
    List<Extension> all = reading.definition.getExtension();
    String linkId = reading.linkId;
    Optional<Expression> enableWhen =
        expressions.one(linkId, all, "enableWhenExpression", Consequence.ITEM_LEFT_OUT);
    if (enableWhen.isEmpty() && reading.extensions.value("enableWhenExpression").isPresent()) {
      reading.isLeftOut = true;
    }
    return new ItemRules.Expressions(
        enableWhen.orElse(null),
        type.isQuestion() ? one(linkId, all, "calculatedExpression") : null,
        type.isQuestion() && !reading.definition.hasInitial()
            ? one(linkId, all, "initialExpression")
            : null,
        reading.definition.hasAnswerOption() ? null : one(linkId, all, "answerExpression"),
        expressions.variables(linkId, all),
        expressions.constraints(linkId, all),
        expressions.toggles(linkId, all));
  }

  private @Nullable Expression one(String linkId, List<Extension> extensions, String name) {
    return expressions.one(linkId, extensions, name, Consequence.IGNORED).orElse(null);
  }
}
