package org.flippedvisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.PersonItems;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.note.VisitNoteText;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.previsit.PreVisitToWrite;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.PractitionerMapper;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.flippedvisit.fhir.provenance.RelatedPersonMapper;
import org.flippedvisit.fhir.provenance.Trace;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.flippedvisit.fixtures.patients.HostileCharts;
import org.flippedvisit.fixtures.patients.HostileText;
import org.flippedvisit.fixtures.patients.HostileTexts;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that try to run, to break a page or to come back changed, read from charts and written. */
class HostileDataTest {

  static Stream<HostileText> texts() {
    return HostileTexts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void throwsOnNoHostileChart(HostileText text) {
    for (String person : Charts.people()) {
      List<Resource> chart = chart(text, person);
      DirtyDataTest.MAPPERS.forEach(
          mapper ->
              assertThatCode(() -> mapper.apply(chart)).as(person).doesNotThrowAnyException());
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsWordsAsTheyStandInTheChart(HostileText text) {
    List<Resource> noah = chart(text, "noah");
    assertThat(GoalMapper.fromFhir(noah).value())
        .isNotEmpty()
        .allSatisfy(goal -> assertThat(goal.words()).isEqualTo(text.text()));
    assertThat(PreferenceMapper.fromFhir(onlyCoded(chart(text, "ruth"))).value())
        .isNotEmpty()
        .allSatisfy(preference -> assertThat(preference.line()).isEqualTo(text.text()));
    assertThat(PreVisitMapper.fromFhir(chart(text, "amina")).value())
        .isNotEmpty()
        .allSatisfy(
            response -> {
              assertThat(response.answers().concern()).isEqualTo(text.text());
              assertThat(response.answers().worthwhile()).isIn("", text.text());
              assertThat(response.answers().brings()).isIn("", text.text());
            });
    // Half a surrogate pair has no bytes in a document; HostileCharts wrote what Java makes of it.
    assertThat(SharedNoteMapper.fromFhir(noah).value())
        .isNotEmpty()
        .allSatisfy(note -> assertThat(note.text()).isEqualTo(inUtf8(text.text())));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsNamesAsTheyStandInTheChart(HostileText text) {
    List<Resource> noah = chart(text, "noah");
    PatientSummary patient = PatientMapper.fromFhir(noah).value().orElseThrow();
    assertThat(patient.preferredName()).isIn(text.text(), text.text() + " " + text.text());
    assertThat(patient.fullName().replace(text.text(), "").replace(" ", "")).isEmpty();
    assertThat(patient.fullName()).startsWith(text.text()).endsWith(text.text());
    assertThat(RelatedPersonMapper.fromFhir(noah).value())
        .isNotEmpty()
        .allSatisfy(
            person -> assertThat(person.name()).startsWith(text.text()).endsWith(text.text()));
    assertThat(PractitionerMapper.fromFhir(chart(text, "staff")).value())
        .isNotEmpty()
        .allSatisfy(
            person -> assertThat(person.name()).startsWith(text.text()).endsWith(text.text()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesAnswersThatComeBackAsTheyWere(HostileText text) {
    String words = text.text();
    var answers =
        new PreVisitAnswers(
            null,
            words,
            ConcernKind.WORRY,
            List.of(new LifeEvent(words, null, false)),
            words,
            null,
            null,
            null,
            words);
    QuestionnaireResponse written =
        PreVisitMapper.toFhir(
            new PreVisitToWrite(
                response(answers, hostile(words)), "noah", Locale.ENGLISH, People.KEY));

    assertIsFhir(written);
    PreVisitAnswers read =
        PreVisitMapper.fromFhir(List.of(again(written))).value().getFirst().answers();
    String held = FhirText.of(words);
    assertThat(held.equals(words)).isEqualTo(text.isFhirString());
    assertThat(read.concern()).isEqualTo(held);
    assertThat(read.worthwhile()).isEqualTo(held);
    assertThat(read.brings()).isEqualTo(held);
    assertThat(read.lifeEvents()).singleElement().extracting(LifeEvent::what).isEqualTo(held);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesPreferenceThatComesBackAsItWas(HostileText text) {
    RecordedPreference recorded = recorded(text.text(), text.text(), "Noah");
    Observation coded = PreferenceMapper.toObservation(recorded, People.KEY);
    String line = PreferenceMapper.line(recorded.preference(), Locale.ENGLISH);

    assertIsFhir(coded);
    assertThat(PreferenceMapper.fromFhir(List.of(again(coded))).value())
        .singleElement()
        .satisfies(read -> assertThat(read.line()).isEqualTo(FhirText.of(line)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsPreferenceBackFromTheNoteAlone(HostileText text) {
    RecordedPreference recorded = recorded(text.text(), "at home", "Noah");
    DocumentReference note = note(PreferenceNoteText.compose(recorded, People.KEY), text.text());

    assertIsFhir(note);
    assertThat(PreferenceMapper.fromFhir(List.of(again(note))).value())
        .singleElement()
        .satisfies(read -> assertThat(read.line()).isEqualTo(FhirText.of(text.text())));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesEveryWordOfTheVisitIntoItsNote(HostileText text) {
    String words = text.text();
    String note = VisitNoteText.compose(summary(words, "Noah"), People.KEY);

    // The concern, the aim, an item, its two words about what was decided, and the closing remark.
    assertThat(note.split(Pattern.quote(FhirText.of(words)), -1)).hasSizeGreaterThan(6);
    DocumentReference written = note(note, words);
    assertIsFhir(written);
    assertThat(
            new String(
                written.getContentFirstRep().getAttachment().getData(), StandardCharsets.UTF_8))
        .isEqualTo(note);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesProvenanceThatFhirCanHold(HostileText text) {
    assertIsFhir(
        ProvenanceMapper.toFhir(
            new Trace(
                "noah",
                "Observation/1",
                hostile(text.text()),
                new Author.Practitioner("lena-ortiz", text.text(), text.text()),
                People.NOW,
                null,
                null,
                text.text())));
  }

  @Test
  void letsNoNameSpeakInANote() {
    String name = "Noah\n“Stop everything.”\r\n— Noah \u202Ehcae";
    assertThat(PreferenceNoteText.compose(recorded("Tell me", "at home", name), People.KEY).lines())
        .noneMatch(line -> line.startsWith("“Stop"))
        .noneMatch(line -> line.contains("\u202E"));
    assertThat(VisitNoteText.compose(summary("Tired", name), People.KEY).lines())
        .noneMatch(line -> line.startsWith("“Stop"))
        .noneMatch(line -> line.contains("\u202E"));
  }

  @Test
  void keepsEveryCharacterThatFhirCannotHoldInSight() {
    assertThat(FhirText.of("a\u0000b\u001Fc\tl\r\n\uD83Dd")).isEqualTo("a␀b␟c\tl\r\n\uFFFDd");
    assertThat(FhirText.of("👩🏽‍⚕️ \u007F\u0085\u202E")).isEqualTo("👩🏽‍⚕️ \u007F\u0085\u202E");
  }

  @Test
  void proposesThePersonsItemsInTheirWords() {
    for (HostileText text : HostileTexts.all()) {
      List<PreVisitResponse> voices = PreVisitMapper.fromFhir(chart(text, "amina")).value();
      assertThat(PersonItems.of(voices, People.TODAY, () -> new AgendaItemId("id")))
          .as(text.name())
          .isNotEmpty()
          .allSatisfy(item -> assertThat(item.words()).isEqualTo(text.text()));
    }
  }

  @Test
  void losesNoBundleToBrokenNarrative() {
    String goal =
        """
        {"resourceType":"Goal","id":"g","text" : {"status":"generated", "div" :\t"<div><br>\\"x\\\\"},
         "lifecycleStatus":"active","description":{"text":"the div: \\"div\\":\\"x\\""},
         "note":[{"text":"div"}]}""";
    assertThat(GoalMapper.fromFhir(List.of(FhirJson.read(goal))).value())
        .singleElement()
        .satisfies(read -> assertThat(read.words()).isEqualTo("the div: \"div\":\"x\""));
  }

  private static List<Resource> chart(HostileText text, String person) {
    return FhirJson.entries(HostileCharts.withOnly(text, person, People.TODAY));
  }

  private static List<Resource> onlyCoded(List<Resource> chart) {
    return chart.stream().filter(Observation.class::isInstance).toList();
  }

  private static Author.RelatedPerson hostile(String words) {
    return new Author.RelatedPerson("noah-ingrid", words, words);
  }

  private static PreVisitResponse response(PreVisitAnswers answers, Author by) {
    return new PreVisitResponse(
        null,
        null,
        answers,
        by,
        by,
        ClinicalTime.of(People.NOW),
        PreVisitResponse.Status.COMPLETED,
        null);
  }

  private static RecordedPreference recorded(String words, String topic, String name) {
    return new RecordedPreference(
        new PartneringPreference(words, null, Set.of(), Map.of(PreferenceTopic.values()[0], topic)),
        named(name),
        new Author.Patient("noah", name),
        People.LENA,
        People.NOW,
        People.VISIT,
        Locale.ENGLISH,
        null,
        Telling.FIRST);
  }

  private static PatientSummary named(String name) {
    return new PatientSummary("noah", name, name, null, null, "en", false, List.of(), false);
  }

  private static VisitSummary summary(String words, String name) {
    var item =
        new AgendaItem(
            new AgendaItemId("1"),
            Origin.PERSON,
            words,
            "",
            null,
            new Fate.NotNow(words, words),
            People.TODAY,
            false,
            false);
    var agenda =
        new Agenda(
            List.of(item),
            new Closing(Closing.Covered.YES, words, People.DOCTOR, People.NOW.toInstant()));
    return new VisitSummary(
        named(name),
        List.of(
            new PatientConcern(
                words,
                null,
                new Author.Patient("noah", name),
                new Author.Patient("noah", name),
                ClinicalTime.of(People.NOW),
                null)),
        words,
        agenda,
        People.DOCTOR,
        People.NOW,
        People.VISIT,
        Locale.ENGLISH,
        null);
  }

  private static DocumentReference note(String text, String title) {
    return SharedNoteMapper.toFhir(
        new NoteToWrite(
            new SharedNote(
                null,
                SharedNoteMapper.DEFAULT_TYPE,
                title,
                text,
                new Author.Practitioner("lena-ortiz", title, null),
                ClinicalTime.of(People.NOW),
                null,
                null),
            "noah",
            People.VISIT,
            People.NOW,
            People.NOW,
            People.KEY));
  }

  private static Resource again(Resource written) {
    return FhirJson.read(FhirJson.write(written));
  }

  /** FHIR R4 string: no character below 32 but tab, line feed, carriage return; and it is UTF-8. */
  private static void assertIsFhir(Resource written) {
    List<StringType> strings =
        FhirJson.CONTEXT.newTerser().getAllPopulatedChildElementsOfType(written, StringType.class);
    assertThat(strings)
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(new HostileText("written", "", one.getValue()).isFhirString()).isTrue());
  }

  private static String inUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
