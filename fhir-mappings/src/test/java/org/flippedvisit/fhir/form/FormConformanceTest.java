package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What {@code docs/conformance.md} says of forms names tests that there are. */
class FormConformanceTest {
  private static final Pattern TEST = Pattern.compile("`form/(\\w+#\\w+)`");

  @Test
  void namesOnlyTestsThatThereAre() throws IOException {
    Set<String> named = new TreeSet<>();
    TEST.matcher(Files.readString(Path.of("..", "docs", "conformance.md")))
        .results()
        .forEach(test -> named.add(test.group(1)));
    Set<String> tests =
        new ClassFileImporter()
            .importPackages("org.flippedvisit.fhir.form").stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(FormConformanceTest::isTest)
                .map(method -> method.getOwner().getSimpleName() + "#" + method.getName())
                .collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(tests).containsAll(named);
  }

  private static boolean isTest(JavaMethod method) {
    return method.isAnnotatedWith(Test.class)
        || method.isAnnotatedWith(ParameterizedTest.class)
        || method.isAnnotatedWith(Property.class);
  }
}
