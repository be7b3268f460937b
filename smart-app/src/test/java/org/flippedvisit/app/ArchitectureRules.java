package org.flippedvisit.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.launch.AccessTokens;

/** What Modulith does not say about the arrows of the app (STYLE §3.4, §3.6, §3.9). */
final class ArchitectureRules {
  static final ArchRule FHIR_STOPS_AT_EHR =
      noClasses()
          .that()
          .resideInAPackage("org.flippedvisit.app..")
          .and()
          .resideOutsideOfPackage("org.flippedvisit.app.ehr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..");

  static final ArchRule RECORDS_OF_OTHERS_ARE_FHIR_FREE =
      noClasses()
          .that()
          .areRecords()
          .and()
          .arePublic()
          .or()
          .areRecords()
          .and()
          .resideOutsideOfPackage("org.flippedvisit.app.ehr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..");

  static final ArchRule ONLY_EHR_HAS_A_FHIR_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.flippedvisit.app.ehr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ca.uhn.fhir.rest..", "org.apache.http..");

  static final ArchRule ONLY_EHR_TAKES_TOKENS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.flippedvisit.app.ehr..", "org.flippedvisit.app.launch..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(AccessTokens.class);

  static final ArchRule ONLY_LEDGER_WRITES =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.flippedvisit.app.ledger..", "org.flippedvisit.app.ehr..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(FhirWrites.class);

  static final ArchRule NAMES_COME_FROM_THE_FIELD =
      noClasses()
          .should()
          .haveNameMatching(".*[.$](Base|Abstract)[A-Z][^.]*|.*(Util|Utils|Helper|Manager|Impl)");

  static final ArchRule CONSTRUCTORS_NAME_WHAT_IS_NEEDED =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource");

  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.flippedvisit.app.(*)..").should().beFreeOfCycles();

  private ArchitectureRules() {}
}
