package org.flippedvisit.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.flippedvisit.planted.PlantedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows inside the app, and for each check a planted mistake that it has to find. */
class ModularityTest {
  private static final JavaClasses APP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.flippedvisit.app");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("org.flippedvisit.app.planted");

  @Test
  void verifiesModules() {
    ApplicationModules.of(Application.class).verify();
  }

  @Test
  void findsPlantedArrowBetweenModules() {
    ApplicationModules planted =
        ApplicationModules.of(PlantedApplication.class, (ImportOption) location -> true);

    assertThatThrownBy(planted::verify)
        .hasMessageContaining("'agenda' depends on module 'audit'")
        .hasMessageContaining("Allowed targets: ehr")
        .message()
        .doesNotContain("depends on module 'ehr'");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void keepsRule(String name, ArchRule rule) {
    rule.check(APP);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments("FHIR stops at ehr", ArchitectureRules.FHIR_STOPS_AT_EHR),
        arguments("records are free of FHIR", ArchitectureRules.RECORDS_OF_OTHERS_ARE_FHIR_FREE),
        arguments("one FHIR client", ArchitectureRules.ONLY_EHR_HAS_A_FHIR_CLIENT),
        arguments("tokens go to ehr only", ArchitectureRules.ONLY_EHR_TAKES_TOKENS),
        arguments("writes go through the ledger", ArchitectureRules.ONLY_LEDGER_WRITES),
        arguments("names come from the field", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("constructor injection", ArchitectureRules.CONSTRUCTORS_NAME_WHAT_IS_NEEDED),
        arguments("no cycles", ArchitectureRules.PACKAGES_HAVE_NO_CYCLES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plantedMistakes")
  void findsPlantedMistake(String mistake, ArchRule rule) {
    var violations = rule.evaluate(PLANTED).getFailureReport();

    assertThat(violations.getDetails()).anyMatch(detail -> detail.contains(mistake));
  }

  static Stream<Arguments> plantedMistakes() {
    return Stream.of(
        arguments("planted.HoldsFhirType", ArchitectureRules.FHIR_STOPS_AT_EHR),
        arguments("planted.HoldsFhirType", ArchitectureRules.RECORDS_OF_OTHERS_ARE_FHIR_FREE),
        arguments("planted.CallsFhirClient", ArchitectureRules.ONLY_EHR_HAS_A_FHIR_CLIENT),
        arguments("planted.TakesToken", ArchitectureRules.ONLY_EHR_TAKES_TOKENS),
        arguments("planted.WritesPastLedger", ArchitectureRules.ONLY_LEDGER_WRITES),
        arguments("planted.DateUtil", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.FormHelper", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.LaunchManager", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.StoreImpl", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.BaseView", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.AbstractPanel", ArchitectureRules.NAMES_COME_FROM_THE_FIELD),
        arguments("planted.InjectedField", ArchitectureRules.CONSTRUCTORS_NAME_WHAT_IS_NEEDED));
  }

  @Test
  void findsPlantedCycle() {
    ArchRule sameRuleOneFolderDown =
        slices().matching("org.flippedvisit.app.planted.(*)..").should().beFreeOfCycles();

    assertThat(sameRuleOneFolderDown.evaluate(PLANTED).getFailureReport().toString())
        .contains("Cycle detected", "one.One", "two.Two");
  }
}
