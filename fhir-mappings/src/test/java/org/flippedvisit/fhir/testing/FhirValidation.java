package org.flippedvisit.fhir.testing;

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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * HAPI's validator with our own definitions, with or without US Core. Value sets that only a
 * terminology server could expand are warnings, never errors.
 */
public final class FhirValidation {
  private final FhirValidator validator;

  private FhirValidation(IValidationSupport... more) {
    var ours = new PrePopulatedValidationSupport(FhirJson.CONTEXT);
    ours.addResource(resource("previsit/Questionnaire-pre-visit.json", Questionnaire.class));
    ours.addResource(resource("mapping/CodeSystem-visit.json", CodeSystem.class));
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(FhirJson.CONTEXT),
            ours,
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
      for (String name : npm.listResources("StructureDefinition", "CodeSystem", "ValueSet")) {
        try (InputStream resource = npm.load("package", name)) {
          support.addResource(FhirJson.CONTEXT.newJsonParser().parseResource(resource));
        }
      }
      return support;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
