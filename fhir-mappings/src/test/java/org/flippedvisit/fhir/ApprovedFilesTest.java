package org.flippedvisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every approved FHIR file is what HAPI's validator takes for valid: what the mappers make, and
 * what the app's tests have seen EHRs receive.
 */
class ApprovedFilesTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("src", "test", "java"), Path.of("..", "smart-app", "src", "test", "java"));

  private static final FhirValidation BASE = FhirValidation.base();
  private static final Map<String, Optional<FhirValidation>> US_CORE = new ConcurrentHashMap<>();

  static List<Path> approvedFiles() throws IOException {
    var all = new ArrayList<Path>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".approved.json")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void findsThem() throws IOException {
    assertThat(approvedFiles()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(approvedFiles())
        .as("what EHRs received")
        .filteredOn(file -> file.toString().contains("SentBodiesTest"))
        .hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("approvedFiles")
  void areValidR4AndFitOurQuestionnaire(Path file) throws IOException {
    assertThat(BASE.errorsIn(Files.readString(file))).isEmpty();
  }

  /** US Core 6.1 is what certified EHRs carry; the preference came with 7.0. */
  static List<Path> filesForUsCore6() throws IOException {
    return approvedFiles().stream()
        .filter(
            file ->
                !file.getFileName().toString().contains("Preference")
                    || file.getFileName().toString().contains("DocumentReference"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("filesForUsCore6")
  void areValidUsCore6(Path file) throws IOException {
    assertThat(usCore("6.1.0").errorsIn(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("approvedFiles")
  void areValidUsCore8(Path file) throws IOException {
    assertThat(usCore("8.0.0").errorsIn(Files.readString(file))).isEmpty();
  }

  /** The validator does look at the profile: a preference without a subject is an error. */
  @ParameterizedTest
  @ValueSource(strings = "8.0.0")
  void catchesBrokenProfile(String version) {
    FhirValidation validation = usCore(version);
    Observation written =
        PreferenceMapper.toObservation(
            new RecordedPreference(
                new PartneringPreference("x", null, Set.of(), Map.of()),
                People.NOAH_SUMMARY,
                People.NOAH,
                People.LENA,
                People.NOW,
                null,
                Locale.ENGLISH,
                null,
                Telling.FIRST),
            People.KEY);
    written.setSubject(null);
    assertThat(validation.errorsIn(FhirJson.write(written)))
        .anySatisfy(error -> assertThat(error).contains("subject"));
  }

  private static FhirValidation usCore(String version) {
    Optional<FhirValidation> validation = US_CORE.computeIfAbsent(version, FhirValidation::usCore);
    assumeTrue(
        validation.isPresent(),
        "US Core " + version + " is not in $FHIR_PACKAGES or ~/.fhir/packages");
    return validation.orElseThrow();
  }
}
