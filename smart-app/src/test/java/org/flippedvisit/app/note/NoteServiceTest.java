package org.flippedvisit.app.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.note.NotRightAnswer.Done;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The notes a person reads, and what they say is not right: kept, seen to, and nobody else's. */
@AppTest
class NoteServiceTest {
  private static final Author.Patient SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author.RelatedPerson MOTHER =
      new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  private static final Author.Practitioner ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");
  private static final NotRightWords WORDS =
      new NotRightWords("It was my right knee,\nnot the <b>left</b> one.");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final NoteService notes;
  private final WriteLedger ledger;
  private final FhirEncoder encoder;
  private final OpenChart chart;

  NoteServiceTest(Launches launches, NoteService notes, WriteLedger ledger, FhirEncoder encoder) {
    this.notes = notes;
    this.ledger = ledger;
    this.encoder = encoder;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void readsNotesOfBothTypesNewestFirst() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "first\n  as typed");
    write("11506-3", WriteKind.VISIT_NOTE, "second");

    List<ReadableNote> readable = readable(bySon());

    assertThat(readable)
        .extracting(one -> one.note().text())
        .contains("first\n  as typed", "second");
    assertThat(readable).allMatch(ReadableNote::isInChart);
    assertThat(readable)
        .extracting(one -> one.note().writtenAt())
        .isSortedAccordingTo(ClinicalTime.NEWEST_FIRST);
  }

  @Test
  void showsNoteThatIsNotInTheChartWithItsStatus() {
    ehr.withoutCreate("DocumentReference");

    Write write = write("81338-6", WriteKind.PREFERENCE_NOTE, "kept words");

    assertThat(named(bySon(), "kept words"))
        .satisfies(
            note -> {
              assertThat(note.isInChart()).isFalse();
              assertThat(note.write()).isEqualTo(write);
            });
  }

  @Test
  void showsNoteOnceWhoseAnswerNeverCame() {
    ehr.fault(Interaction.create("DocumentReference"), Fault.STORED_THEN_500);
    Write write = write("81338-6", WriteKind.PREFERENCE_NOTE, "only once");
    assertThat(write.state()).isEqualTo(WriteState.UNKNOWN);

    assertThat(readable(bySon()).stream().filter(one -> one.note().text().equals("only once")))
        .singleElement()
        .satisfies(note -> assertThat(note.isInChart()).isTrue());
  }

  @Test
  void showsNoNoteToWhoMayReadNone() {
    ehr.withoutCreate("DocumentReference");
    write("81338-6", WriteKind.PREFERENCE_NOTE, "kept words");
    Launch mother =
        chart.open(
            Role.PROXY, INGRID.reference(), NOAH.id(), null, "openid fhirUser patient/Patient.rs");

    Notes seen = notes.notes(mother).join();

    assertThat(seen.chart()).isInstanceOf(Reading.NotPermitted.class);
    assertThat(seen.readable()).isEmpty();
  }

  @Test
  void saysThatNotesCouldNotBeReadAndShowsWhatIsKeptHere() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    write("81338-6", WriteKind.PREFERENCE_NOTE, "kept words");

    Notes seen = notes.notes(bySon()).join();

    assertThat(seen.chart()).isInstanceOf(Reading.Failed.class);
    assertThat(seen.readable())
        .singleElement()
        .satisfies(note -> assertThat(note.note().text()).isEqualTo("kept words"));
  }

  @Test
  void keepsWhatIsNotRightUntilSomebodySeesToIt() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "wrong words");
    ReadableNote note = named(bySon(), "wrong words");
    notes.typed(bySon(), note).keep(WORDS);

    notes.say(bySon(), note, WORDS, SON);

    assertThat(notes.isBegun(bySon())).isFalse();
    Remark open = theRemark(byDoctor());
    assertThat(open.isOpen()).isTrue();
    assertThat(open.said().words()).isEqualTo(WORDS.words());
    assertThat(open.said().saidBy()).isEqualTo(SON);
    assertThat(open.said().title()).isEqualTo(note.note().title());
    assertThat(open.said().writtenAt()).isEqualTo(note.note().writtenAt());

    notes.answer(byAssistant(), open, Done.TALKED_ABOUT, ASSISTANT);

    assertThat(theRemark(byDoctor()).isOpen()).isFalse();
    Notes portal = notes.notes(bySon()).join();
    assertThat(portal.remarksOn(named(bySon(), "wrong words")))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.said().words()).isEqualTo(WORDS.words());
              assertThat(remark.answers())
                  .singleElement()
                  .satisfies(
                      answer -> {
                        assertThat(answer.done()).isEqualTo(Done.TALKED_ABOUT);
                        assertThat(answer.by()).isEqualTo(ASSISTANT);
                      });
            });
    assertThat(portal.otherRemarks()).isEmpty();
  }

  @Test
  void showsStaffWhatIsNotRightWhereTheNoteCannotBeRead() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "wrong words");
    notes.say(bySon(), named(bySon(), "wrong words"), WORDS, SON);
    ehr.fault(Interaction.anyFhir(), Fault.status(503));

    assertThat(theRemark(byAssistant()).said().words()).isEqualTo(WORDS.words());
    Notes portal = notes.notes(bySon()).join();
    assertThat(portal.readable()).isEmpty();
    assertThat(portal.otherRemarks()).hasSize(1);
  }

  @Test
  void keepsSonAndMotherApart() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "wrong words");
    ReadableNote note = named(bySon(), "wrong words");
    notes.say(bySon(), note, WORDS, SON);
    notes.say(byMother(), note, new NotRightWords("He said it otherwise"), MOTHER);

    assertThat(notes.remarks(byDoctor())).hasSize(2);
    assertThat(notes.notes(bySon()).join().remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.said().saidBy()).isEqualTo(SON));
    assertThat(notes.notes(byMother()).join().remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.said().saidBy()).isEqualTo(MOTHER));
  }

  @Test
  void knowsTheNoteAgainOnceItReachedTheChart() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    Write write = write("81338-6", WriteKind.PREFERENCE_NOTE, "on its way");
    notes.typed(bySon(), named(bySon(), "on its way")).keep(new NotRightWords("half a sen"));
    notes.say(bySon(), named(bySon(), "on its way"), WORDS, SON);
    ehr.clearFaults();
    assertThat(ledger.settle(byDoctor(), write).isInTheChart()).isTrue();

    ReadableNote there = named(bySon(), "on its way");

    assertThat(there.isInChart()).isTrue();
    assertThat(notes.notes(bySon()).join().remarksOn(there)).hasSize(1);
    assertThat(notes.typed(bySon(), there).here().orElseThrow().value())
        .as("what was typed since is not what was sent")
        .isEqualTo(new NotRightWords("half a sen"));
  }

  @Test
  void letsEverybodySpeakForThemselvesOnly() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "wrong words");
    ReadableNote note = named(bySon(), "wrong words");

    assertThatThrownBy(() -> notes.say(bySon(), note, WORDS, MOTHER))
        .isInstanceOf(NotForThisRole.class);
    assertThatThrownBy(() -> notes.say(byAssistant(), note, WORDS, ASSISTANT))
        .isInstanceOf(NotForThisRole.class);
    notes.say(bySon(), note, WORDS, SON);
    Remark open = theRemark(byDoctor());
    assertThatThrownBy(() -> notes.answer(bySon(), open, Done.PUT_RIGHT, SON))
        .isInstanceOf(NotForThisRole.class);
    assertThatThrownBy(() -> notes.answer(byDoctor(), open, Done.PUT_RIGHT, ASSISTANT))
        .isInstanceOf(NotForThisRole.class);
    assertThat(theRemark(byDoctor()).isOpen()).isTrue();
  }

  @Test
  void keepsWhatIsTypedAboutEachNoteForWhoTypesIt() {
    write("81338-6", WriteKind.PREFERENCE_NOTE, "one");
    write("11506-3", WriteKind.VISIT_NOTE, "two");
    notes.typed(bySon(), named(bySon(), "one")).keep(WORDS);

    assertThat(notes.typed(bySon(), named(bySon(), "one")).here().orElseThrow().value())
        .isEqualTo(WORDS);
    assertThat(notes.typed(bySon(), named(bySon(), "two")).isBegun()).isFalse();
    assertThat(notes.typed(byMother(), named(byMother(), "one")).isBegun()).isFalse();
    assertThat(notes.isBegun(byMother())).isFalse();
    assertThat(notes.remarks(byDoctor())).isEmpty();
  }

  private Write write(String type, WriteKind kind, String text) {
    Launch room = byAssistant();
    WriteKey key = WriteLedger.newKey();
    OffsetDateTime now = OffsetDateTime.now(ZoneId.systemDefault()).withNano(0);
    var note =
        new SharedNote(
            null,
            type,
            "How Noah likes to partner",
            text,
            ASSISTANT,
            ClinicalTime.of(now),
            "noah-today",
            null);
    return ledger.write(
        room,
        new ToWrite(
            kind,
            key,
            List.of(
                encoder.encode(
                    room,
                    new NoteToWrite(note, NOAH.id(), null, now, now, key),
                    SharedNoteMapper::toFhir))),
        new Attribution(SON, ASSISTANT, null));
  }

  private List<ReadableNote> readable(Launch launch) {
    return notes.notes(launch).join().readable();
  }

  private ReadableNote named(Launch launch, String text) {
    return readable(launch).stream()
        .filter(one -> one.note().text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private Remark theRemark(Launch launch) {
    List<Remark> remarks = notes.remarks(launch);
    assertThat(remarks).hasSize(1);
    return remarks.getFirst();
  }

  private Launch bySon() {
    return chart.byPatient(NOAH.id());
  }

  private Launch byMother() {
    return chart.byProxy(INGRID.id(), NOAH.id());
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Launch byAssistant() {
    return chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }
}
