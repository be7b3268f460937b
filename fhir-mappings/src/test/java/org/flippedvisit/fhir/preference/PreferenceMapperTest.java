package org.flippedvisit.fhir.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.flippedvisit.fhir.provenance.Trace;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceMapperTest {
  static final PartneringPreference FULL =
      new PartneringPreference(
          "Ask me first, then mum. Tell me straight.",
          DecisionPart.TOGETHER,
          Set.of(InformationWay.PICTURES, InformationWay.TALK),
          Map.of(PreferenceTopic.EASIER_TO_SPEAK_UP, "five minutes without mum"));

  static RecordedPreference recorded(
      PartneringPreference preference, Author saidBy, Locale language) {
    return new RecordedPreference(
        preference,
        People.NOAH_SUMMARY,
        saidBy,
        People.LENA,
        People.NOW,
        People.VISIT,
        language,
        null,
        Telling.FIRST);
  }

  @Test
  void writesObservationInEnglish() {
    Golden.verify(
        PreferenceMapper.toObservation(recorded(FULL, People.NOAH, Locale.ENGLISH), People.KEY));
  }

  @Test
  void writesObservationOfProxyInSpanish() {
    Golden.verify(
        PreferenceMapper.toObservation(recorded(FULL, People.INGRID, People.SPANISH), People.KEY));
  }

  @Test
  void putsThePersonsWordsFirst() {
    assertThat(PreferenceMapper.line(FULL, Locale.ENGLISH))
        .isEqualTo(
            "Ask me first, then mum. Tell me straight. · We decide together"
                + " · Talk it through, Pictures"
                + " · What makes it easier to speak up: five minutes without mum");
    var onlyChoice = new PartneringPreference("", DecisionPart.YOU_RECOMMEND, Set.of(), Map.of());
    assertThat(PreferenceMapper.line(onlyChoice, People.SPANISH))
        .isEqualTo("Usted recomienda y yo sigo su consejo");
  }

  @Test
  void readsBackWhatItWroteWithWhoTypedIt() {
    Observation written =
        PreferenceMapper.toObservation(recorded(FULL, People.NOAH, Locale.ENGLISH), People.KEY);
    written.setId("Observation/9");
    var origin =
        ProvenanceMapper.toFhir(
            new Trace(
                "noah",
                "Observation/9/_history/1",
                People.NOAH,
                People.LENA,
                People.NOW,
                null,
                null,
                null));
    var read =
        PreferenceMapper.fromFhir(
            List.of(FhirJson.read(FhirJson.write(written)), FhirJson.read(FhirJson.write(origin))));
    assertThat(read.issues()).isEmpty();
    PreferenceOnFile onFile = read.value().getFirst();
    assertThat(onFile.line()).isEqualTo(PreferenceMapper.line(FULL, Locale.ENGLISH));
    assertThat(onFile.saidBy()).isEqualTo(People.NOAH);
    assertThat(onFile.recordedBy())
        .isEqualTo(new Author.Practitioner("lena-ortiz", "Lena Ortiz", null));
    assertThat(onFile.saidAt()).isEqualTo(ClinicalTime.of(People.NOW));
    assertThat(onFile.source()).isEqualTo("Observation/9");
  }

  private static Resource noteOf(PartneringPreference preference) {
    return noteOf(preference, People.NOAH, Locale.ENGLISH);
  }

  private static Resource noteOf(PartneringPreference preference, Author saidBy, Locale language) {
    String text = PreferenceNoteText.compose(recorded(preference, saidBy, language), People.KEY);
    var note =
        new SharedNote(
            null, "81338-6", "title", text, People.LENA, ClinicalTime.of(People.NOW), null, null);
    var written =
        SharedNoteMapper.toFhir(
            new NoteToWrite(
                note, "noah", People.VISIT, People.NOW.minusMinutes(10), People.NOW, People.KEY));
    written.setId("DocumentReference/4");
    return FhirJson.read(FhirJson.write(written));
  }

  @Test
  void fallsBackToTheQuotedWordsOfOurNote() {
    var twoLines =
        new PartneringPreference("Tell me “straight”.\n\nThen wait.", null, Set.of(), Map.of());
    PreferenceOnFile onFile =
        PreferenceMapper.fromFhir(List.of(noteOf(twoLines))).value().getFirst();
    assertThat(onFile.line()).isEqualTo("Tell me “straight”.\n\nThen wait.");
    assertThat(onFile.source()).isEqualTo("DocumentReference/4");
    assertThat(onFile.recordedBy())
        .isEqualTo(new Author.Practitioner("lena-ortiz", "Lena Ortiz", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void readsTheMothersWordsInANoteOfStaffAsHersByName(String language) {
    PreferenceOnFile onFile =
        PreferenceMapper.fromFhir(
                List.of(noteOf(FULL, People.INGRID, Locale.forLanguageTag(language))))
            .value()
            .getFirst();
    assertThat(onFile.saidBy()).isEqualTo(new Author.Other(null, "Ingrid Lindqvist (mother)"));
    assertThat(Voice.isPatients(onFile.saidBy())).isFalse();
  }

  @Test
  void readsNameThatTheNoteBreaksOverTwoLinesAndThatHasAComma() {
    var longName =
        new Author.RelatedPerson(
            "aunt", "Maximiliana Antonia Wilhelmina von Hohenstein-Lindqvist, Jr.", "great-aunt");
    PreferenceOnFile onFile =
        PreferenceMapper.fromFhir(List.of(noteOf(FULL, longName, Locale.ENGLISH)))
            .value()
            .getFirst();
    assertThat(onFile.saidBy())
        .isEqualTo(
            new Author.Other(
                null, "Maximiliana Antonia Wilhelmina von Hohenstein-Lindqvist, Jr. (great-aunt)"));
  }

  @Test
  void readsThePatientsOwnWordsInANoteOfStaffAsTheirs() {
    assertThat(PreferenceMapper.fromFhir(List.of(noteOf(FULL))).value().getFirst().saidBy())
        .isEqualTo(new Author.Patient("noah", null));
  }

  private static Observation entryOf(Author saidBy) {
    Observation coded =
        PreferenceMapper.toObservation(recorded(FULL, saidBy, Locale.ENGLISH), People.KEY);
    coded.setId("Observation/9");
    return coded;
  }

  @Test
  void takesTheMothersNoteForOneWithHerEntryAndNotWithHerSons() {
    Resource note = noteOf(FULL, People.INGRID, Locale.ENGLISH);
    var father = new Author.RelatedPerson("noah-erik", "Erik Lindqvist", "father");

    assertThat(PreferenceMapper.fromFhir(List.of(note, entryOf(People.INGRID))).value())
        .extracting(PreferenceOnFile::source)
        .containsExactly("Observation/9");
    assertThat(PreferenceMapper.fromFhir(List.of(note, entryOf(People.NOAH))).value()).hasSize(2);
    assertThat(PreferenceMapper.fromFhir(List.of(note, entryOf(father))).value()).hasSize(2);
  }

  @Test
  void hearsWhoSpeaksInTheNoteWhereTheEhrDroppedItFromTheEntry() {
    Observation entry = entryOf(People.INGRID);
    entry.setPerformer(List.of());

    assertThat(
            PreferenceMapper.fromFhir(List.of(noteOf(FULL, People.INGRID, Locale.ENGLISH), entry))
                .value())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.source()).isEqualTo("Observation/9");
              assertThat(one.saidBy())
                  .isEqualTo(new Author.Other(null, "Ingrid Lindqvist (mother)"));
            });
  }

  @Test
  void givesWordsThatTwoPeopleSaidToNeither() {
    Observation entry = entryOf(People.INGRID);
    entry.setPerformer(List.of());
    Resource ofSon = noteOf(FULL);
    ofSon.setId("DocumentReference/5");

    assertThat(
            PreferenceMapper.fromFhir(
                    List.of(noteOf(FULL, People.INGRID, Locale.ENGLISH), ofSon, entry))
                .value())
        .filteredOn(one -> "Observation/9".equals(one.source()))
        .singleElement()
        .extracting(PreferenceOnFile::saidBy)
        .isNull();
  }

  @Test
  void knowsBetterThanByNameWhoSaidWhatThisAppRecorded() {
    PreferenceOnFile read =
        PreferenceMapper.fromFhir(List.of(noteOf(FULL, People.INGRID, Locale.ENGLISH)))
            .value()
            .getFirst();
    PreferenceOnFile own = PreferenceOnFile.of(recorded(FULL, People.INGRID, Locale.ENGLISH));

    assertThat(read.with(own).saidBy()).isEqualTo(People.INGRID);
  }

  @Test
  void takesTheNoteAndItsObservationForOne() {
    Observation coded =
        PreferenceMapper.toObservation(recorded(FULL, People.NOAH, Locale.ENGLISH), People.KEY);
    coded.setId("Observation/9");
    assertThat(PreferenceMapper.fromFhir(List.of(noteOf(FULL), coded)).value())
        .extracting(PreferenceOnFile::source)
        .containsExactly("Observation/9");
  }

  @Test
  void readsFirstLinesOfSomebodyElsesNote() {
    assertThat(PreferenceNoteForm.line("\nPrefers to decide with her daughter.\r\n\r\nb\nc\nd"))
        .contains("Prefers to decide with her daughter.\nb\nc");
    assertThat(PreferenceNoteForm.line("  \n ")).isEmpty();
  }

  @Test
  void leavesVisitNotesOfOursAlone() {
    assertThat(
            PreferenceNoteForm.line(
                "What we talked about\n“x”\n— y\nReference: FV-1a2b3c4d-visit\n"))
        .isEmpty();
  }

  @Test
  void readsCodedAnswersOfOthersAndDropsErrors() {
    var read =
        PreferenceMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"Observation","id":"a","status":"final",
                     "code":{"coding":[{"system":"http://loinc.org","code":"95541-9"}]},
                     "effectiveDateTime":"2025-03",
                     "valueCodeableConcept":{"text":"Wants numbers"}}"""),
                FhirJson.read(
                    """
                    {"resourceType":"Observation","id":"b","status":"entered-in-error",
                     "code":{"coding":[{"system":"http://loinc.org","code":"95541-9"}]},
                     "effectiveDateTime":"2026-03","valueString":"wrong chart"}"""),
                FhirJson.read(
                    """
                    {"resourceType":"Observation","id":"c","status":"final",
                     "code":{"coding":[{"system":"http://loinc.org","code":"95541-9"}]},
                     "effectiveDateTime":"2026-04"}""")));
    assertThat(read.value()).extracting(PreferenceOnFile::line).containsExactly("Wants numbers");
    assertThat(read.value().getFirst().saidAt().toString()).isEqualTo("2025-03");
    assertThat(read.issues()).extracting(MappingIssue::element).containsExactly("value");
  }
}
