package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code docs/conformance.md} says what the tests show, neither more nor less. */
class ConformanceTableTest {
  private static final Set<String> TESTS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
              .importPackages("org.flippedvisit.app")
              .stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(
                  method ->
                      method.isAnnotatedWith(Test.class)
                          || method.isAnnotatedWith(ParameterizedTest.class))
              .map(ConformanceTableTest::name)
              .collect(Collectors.toUnmodifiableSet());

  private final String text = read("conformance.md");

  @Test
  void namesATestForEveryObligationAndEveryQuirk() {
    assertThat(ConformanceTable.IDS).hasSize(49);
    assertThat(TESTS).hasSizeGreaterThan(150);
    assertThat(new ConformanceTable(text).problems(TESTS)).isEmpty();
  }

  @Test
  void namesOnlyTestsThatThereAreAgainstEachThreat() {
    Set<String> named = new ConformanceTable(read("security.md")).named();
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(TESTS).containsAll(named);
  }

  @Test
  void findsWhatIsMissing() {
    assertThat(new ConformanceTable(text.replace("#c11", "#c1x")).problems(TESTS))
        .anyMatch(problem -> problem.startsWith("there is no test LaunchEntryTest#c1x"))
        .contains("LaunchEntryTest#c11SendsTheLaunchBackAsItCame is not in its row");
    assertThat(new ConformanceTable(text.replace("| C-95 |", "| C-96 |")).problems(TESTS))
        .contains("there is no row for C-95");
    assertThat(new ConformanceTable(text.replace("| `NO_PATIENT`", "| `N`")).problems(TESTS))
        .contains("there is no row for NO_PATIENT");
    assertThat(new ConformanceTable(text + "\n| C-97 | MAY | nothing | |\n").problems(TESTS))
        .containsExactly("there is no test for C-97");
    var more = new TreeSet<>(TESTS);
    more.add("SomeTest#c12ForgottenInTheTable");
    assertThat(new ConformanceTable(text).problems(more))
        .containsExactly("SomeTest#c12ForgottenInTheTable is not in its row");
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "#" + method.getName();
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of("..", "docs", name));
    } catch (IOException missing) {
      throw new AssertionError("docs/" + name + " cannot be read", missing);
    }
  }
}
