package org.flippedvisit.fhir.testing;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's validator with our own definitions, with or without US Core. Value sets that only a
 * terminology server could expand are warnings, never errors.
 */
public final class FhirValidation {
  private final FhirValidator validator;

  private FhirValidation(IValidationSupport... more) {
    var ours = new PrePopulatedValidationSupport(FhirJson.CONTEXT);
    ours.addResource(resource("mapping/CodeSystem-visit.json", CodeSystem.class));
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(FhirJson.CONTEXT),
            ours,
            new Questionnaires(
                List.of(resource("previsit/Questionnaire-pre-visit.json", Questionnaire.class))),
            new CommonCodeSystemsTerminologyService(FhirJson.CONTEXT),
            new InMemoryTerminologyServerValidationSupport(FhirJson.CONTEXT));
    for (IValidationSupport support : more) {
      chain.addValidationSupport(support);
    }
    var instances = new FhirInstanceValidator(chain);
    instances.setNoTerminologyChecks(false);
    instances.setErrorForUnknownProfiles(false);
    instances.setAnyExtensionsAllowed(true);
    validator = FhirJson.CONTEXT.newValidator().registerValidatorModule(instances);
  }

  /** Base R4 and our own definitions. */
  public static FhirValidation base() {
    return new FhirValidation();
  }

  /** With US Core; empty when the package is not on this machine. */
  public static Optional<FhirValidation> usCore(String version) {
    return packageFile(version).map(file -> new FhirValidation(load(file)));
  }

  /** Base R4, our own definitions and these questionnaires, for responses to them. */
  public static FhirValidation of(Collection<Questionnaire> questionnaires) {
    return new FhirValidation(new Questionnaires(List.copyOf(questionnaires)));
  }

  /** What is wrong, as text; warnings are left out. */
  public List<String> errorsIn(String json) {
    return validator.validateWithResult(json).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(FhirValidation::text)
        .toList();
  }

  private static String text(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }

  /** HAPI's prepared supports serve no questionnaires. */
  private record Questionnaires(List<Questionnaire> all) implements IValidationSupport {
    @Override
    public FhirContext getFhirContext() {
      return FhirJson.CONTEXT;
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(
        @Nullable Class<T> type, String uri) {
      return all.stream()
          .filter(one -> uri.equals(canonical(one)))
          .filter(one -> type != null && type.isInstance(one))
          .map(one -> Objects.requireNonNull(type).cast(one))
          .findFirst()
          .orElse(null);
    }

    private static String canonical(Questionnaire one) {
      return one.hasVersion() ? one.getUrl() + "|" + one.getVersion() : one.getUrl();
    }
  }

  private static <T extends MetadataResource> T resource(String name, Class<T> type) {
    try (InputStream in =
        Objects.requireNonNull(
            FhirValidation.class.getResourceAsStream("/org/flippedvisit/fhir/" + name), name)) {
      return FhirJson.CONTEXT.newJsonParser().parseResource(type, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> packageFile(String version) {
    String name = "hl7.fhir.us.core-" + version + ".tgz";
    return Stream.of(
            Optional.ofNullable(System.getenv("FHIR_PACKAGES")),
            Optional.of(System.getProperty("user.home") + "/.fhir/packages"))
        .flatMap(Optional::stream)
        .map(folder -> Path.of(folder, name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static IValidationSupport load(Path file) {
    var support = new PrePopulatedValidationSupport(FhirJson.CONTEXT);
    try (InputStream in = Files.newInputStream(file)) {
      NpmPackage npm = NpmPackage.fromPackage(in);
      for (String name :
          npm.listResources(Set.of("StructureDefinition", "CodeSystem", "ValueSet"))) {
        try (InputStream content = npm.loadResource(name)) {
          IBaseResource resource = FhirJson.CONTEXT.newJsonParser().parseResource(content);
          if (!needsTerminologyServer(resource)) {
            support.addResource(resource);
          }
        }
      }
      return support;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A value set made from all of LOINC or of others that are not here cannot be expanded: left out,
   * the validator warns that it is unknown instead of calling every code wrong.
   */
  private static boolean needsTerminologyServer(IBaseResource resource) {
    return resource instanceof ValueSet valueSet
        && valueSet.getCompose().getInclude().stream()
            .anyMatch(include -> include.hasFilter() || include.hasValueSet());
  }
}
