package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads expressions; those in a language that is not FHIRPath are said and left out. */
final class ExpressionsReader {
  private final List<NotSupported> notSupported;
  private final Set<String> namesUsed = new HashSet<>();

  ExpressionsReader(List<NotSupported> notSupported) {
    this.notSupported = notSupported;
  }

  /** The names that the expressions read so far use, of variables and of the launch. */
  Set<String> namesUsed() {
    return Set.copyOf(namesUsed);
  }

  List<ItemRules.Variable> variables(String linkId, List<Extension> extensions) {
    var variables = new ArrayList<ItemRules.Variable>();
    Set<String> names = new HashSet<>();
    for (Extension extension : named(extensions, "variable").toList()) {
      org.hl7.fhir.r4.model.Expression said = said(extension);
      if (said == null || !said.hasName()) {
        say(linkId, "variable without a name", Consequence.IGNORED);
        continue;
      }
      if (!names.add(said.getName())) {
        throw new UnusableForm(
            "two variables of one item are called " + said.getName() + ": " + linkId);
      }
      read(linkId, "variable " + said.getName(), said, Consequence.IGNORED)
          .ifPresent(
              expression -> variables.add(new ItemRules.Variable(said.getName(), expression)));
    }
    return variables;
  }

  /** Those of severity error; a warning stops nobody. */
  List<ItemRules.Constraint> constraints(String linkId, List<Extension> extensions) {
    return Stream.concat(named(extensions, "constraint"), named(extensions, "targetConstraint"))
        .flatMap(extension -> constraint(linkId, extension).stream())
        .toList();
  }

  private Optional<ItemRules.Constraint> constraint(String linkId, Extension extension) {
    String severity = part(extension, "severity");
    if (severity.equals("warning")) {
      say(linkId, "constraint that only warns", Consequence.IGNORED);
      return Optional.empty();
    }
    Extension expression = extension.getExtensionByUrl("expression");
    if (expression == null) {
      return Optional.empty();
    }
    return read(linkId, Extensions.name(extension), asExpression(expression), Consequence.IGNORED)
        .map(parsed -> new ItemRules.Constraint(parsed, human(extension)));
  }

  private static Map<String, String> human(Extension extension) {
    Extension human = extension.getExtensionByUrl("human");
    return human != null && human.getValue() instanceof PrimitiveType<?> words
        ? Translations.of(words)
        : Map.of();
  }

  List<ItemRules.Toggle> toggles(String linkId, List<Extension> extensions) {
    return named(extensions, "answerOptionsToggleExpression")
        .flatMap(extension -> toggle(linkId, extension).stream())
        .toList();
  }

  private Optional<ItemRules.Toggle> toggle(String linkId, Extension extension) {
    List<FormAnswer> options =
        extension.getExtension().stream()
            .filter(part -> "option".equals(part.getUrl()))
            .flatMap(part -> AnswerMapper.fromFhir(part.getValue()).stream())
            .toList();
    Extension expression = extension.getExtensionByUrl("expression");
    if (expression == null || options.isEmpty()) {
      return Optional.empty();
    }
    return read(
            linkId, "answerOptionsToggleExpression", asExpression(expression), Consequence.IGNORED)
        .map(parsed -> new ItemRules.Toggle(options, parsed));
  }

  /** The expression in an extension; empty where there is none, or it cannot be evaluated. */
  Optional<Expression> one(
      String linkId, List<Extension> extensions, String name, Consequence without) {
    return named(extensions, name)
        .findFirst()
        .flatMap(extension -> read(linkId, name, said(extension), without));
  }

  private Optional<Expression> read(
      String linkId,
      String feature,
      org.hl7.fhir.r4.model.@Nullable Expression said,
      Consequence without) {
    if (said == null || !said.hasExpression()) {
      say(linkId, feature + " without an expression", without);
      return Optional.empty();
    }
    String language = said.hasLanguage() ? said.getLanguageElement().getValueAsString() : "";
    if (!"text/fhirpath".equals(language)) {
      say(linkId, feature + " in " + language, without);
      return Optional.empty();
    }
    try {
      var read = new Expression(linkId, feature, FhirPath.parse(said.getExpression()));
      namesUsed.addAll(read.reads().variables());
      return Optional.of(read);
    } catch (UnusableForm noFhirPath) {
      say(linkId, feature + " that is no FHIRPath", without);
      return Optional.empty();
    }
  }

  private static org.hl7.fhir.r4.model.@Nullable Expression said(Extension extension) {
    return extension.getValue() instanceof org.hl7.fhir.r4.model.Expression said ? said : null;
  }

  /**
   * {@code questionnaire-constraint} has a string, which is FHIRPath, where others an Expression.
   */
  private static org.hl7.fhir.r4.model.@Nullable Expression asExpression(Extension extension) {
    Type value = extension.getValue();
    return value instanceof PrimitiveType<?> text
        ? new org.hl7.fhir.r4.model.Expression()
            .setLanguage("text/fhirpath")
            .setExpression(text.getValueAsString())
        : said(extension);
  }

  private static Stream<Extension> named(List<Extension> extensions, String name) {
    return extensions.stream().filter(extension -> Extensions.name(extension).equals(name));
  }

  private static String part(Extension extension, String url) {
    Extension part = extension.getExtensionByUrl(url);
    return part != null
            && part.getValue() instanceof PrimitiveType<?> text
            && text.getValueAsString() != null
        ? text.getValueAsString()
        : "";
  }

  private void say(String linkId, String feature, Consequence consequence) {
    notSupported.add(new NotSupported(linkId, feature, consequence));
  }
}
