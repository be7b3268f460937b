package org.flippedvisit.fhir;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.provenance.PractitionerMapper;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.flippedvisit.fhir.provenance.RelatedPersonMapper;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fhir.testing.RecordText;
import org.flippedvisit.fhir.treatment.TreatmentMapper;
import org.flippedvisit.fhir.trend.MeasureInWords;
import org.flippedvisit.fhir.trend.MeasureText;
import org.flippedvisit.fhir.trend.Measurements;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.flippedvisit.fhir.trend.TrendReading;
import org.flippedvisit.fhir.trend.TrendSentence;
import org.flippedvisit.fhir.visit.VisitMapper;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mapper reads from every chart, to be looked at with care when it changes. */
class GoldenChartsTest {
  private static final ZoneId OHIO = ZoneId.of("America/New_York");

  static List<String> charts() {
    return Charts.names();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void readsChart(String name) {
    verify(name, people(FhirJson.entries(Charts.json(name, Charts.ANCHOR))));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void readsMeasures(String name) {
    verify(name, measures(FhirJson.entries(Charts.json(name, Charts.ANCHOR))));
  }

  private static void verify(String name, String read) {
    Options options = Approvals.NAMES.withParameters(name.replace('/', '-'));
    Approvals.verify(read, options);
  }

  private static String people(List<Resource> chart) {
    Map<String, Mapped<?>> read = new LinkedHashMap<>();
    read.put("patient", PatientMapper.fromFhir(chart));
    read.put("visits", VisitMapper.fromFhir(chart));
    read.put("related", RelatedPersonMapper.fromFhir(chart));
    read.put("practitioners", PractitionerMapper.fromFhir(chart));
    read.put("answers", PreVisitMapper.fromFhir(chart));
    read.put("preferences", PreferenceMapper.fromFhir(chart));
    read.put("goals", GoalMapper.fromFhir(chart, People.TODAY));
    read.put("notes", SharedNoteMapper.fromFhir(chart));
    read.put("treatments", TreatmentMapper.fromFhir(chart));
    read.put("recorders", Mapped.of(ProvenanceMapper.recordersByTarget(chart)));
    var text = new StringBuilder();
    read.forEach((what, mapped) -> text.append(what).append(' ').append(RecordText.of(mapped)));
    return text.toString();
  }

  /** Every sentence and every line of the tables, in both languages. */
  private static String measures(List<Resource> chart) {
    Mapped<Measurements> read = TrendMapper.read(chart);
    var text = new StringBuilder();
    for (Trend trend : read.value().trends()) {
      text.append(trend.id()).append('\n');
      for (Locale language : List.of(Locale.ENGLISH, People.SPANISH)) {
        line(text, TrendSentence.of(trend, language, OHIO));
        TrendSentence.usual(trend, language, OHIO).ifPresent(usual -> line(text, usual));
      }
      trend.readings().forEach(reading -> line(text, row(trend, reading)));
    }
    for (MeasureInWords inWords : read.value().inWords()) {
      text.append(inWords.measure().id()).append('\n');
      line(text, TrendSentence.of(inWords, Locale.ENGLISH));
      line(text, TrendSentence.of(inWords, People.SPANISH));
    }
    return text.append(RecordText.of(read.issues())).toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  private static String row(Trend trend, TrendReading reading) {
    return Stream.of(
            reading.at().toString(),
            MeasureText.value(trend.measure(), reading, Locale.ENGLISH),
            MeasureText.meaning(trend.measure(), reading, Locale.ENGLISH).orElse(""),
            MeasureText.state(reading, Locale.ENGLISH).orElse(""))
        .reduce((row, cell) -> row + " | " + cell)
        .orElseThrow();
  }
}
