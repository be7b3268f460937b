package org.flippedvisit.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The arrows of this module (STYLE §3.4, §3.6), and a proof that the first of them can fail. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.flippedvisit.fhir");

  private static final ArchRule RECORDS_ARE_FHIR_FREE =
      noClasses()
          .that(arePublicRecords())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..");

  @Test
  void keepsRecordsFreeOfFhir() {
    RECORDS_ARE_FHIR_FREE.check(CLASSES);
  }

  /** A record that holds a FHIR type, to show that the rule sees it. */
  public record Planted(org.hl7.fhir.r4.model.Patient patient) {}

  @Test
  void catchesRecordThatHoldsFhir() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
    assertThatThrownBy(() -> RECORDS_ARE_FHIR_FREE.check(planted))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void keepsQueriesWordsAndCataloguesFreeOfFhir() {
    noClasses()
        .that()
        .haveNameMatching(".*(Queries|Questionnaire|Text|Sentence|Catalogue|Codes|Merge|Form)")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hl7.fhir..")
        .check(CLASSES);
  }

  @Test
  void keepsOutHttpSpringVaadinAndClocks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "com.vaadin..", "java.net.http..", "ca.uhn.fhir.rest.client..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(CLASSES);
  }

  @Test
  void keepsPackagesFreeOfCycles() {
    slices().matching("org.flippedvisit.fhir.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesNothingUtilOrHelper() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.(Base|Abstract)[A-Z].*|.*(Util|Utils|Helper|Manager|Impl)")
        .check(CLASSES);
  }

  @Test
  void closesEveryClass() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> arePublicRecords() {
    return DescribedPredicate.describe(
        "are public records", c -> c.isRecord() && c.getModifiers().contains(JavaModifier.PUBLIC));
  }
}
