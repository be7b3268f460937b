package org.flippedvisit.fhir.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.MappingIssue.Kind;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class SharedNoteMapperTest {
  private static NoteToWrite toWrite(Author author, String replaces) {
    var note =
        new SharedNote(
            null,
            SharedNoteMapper.DEFAULT_TYPE,
            "How Noah likes to partner in care",
            "“Tell me straight.” – ¿sí?\n",
            author,
            ClinicalTime.of(People.NOW),
            "noah-today",
            replaces);
    return new NoteToWrite(
        note, "noah", People.VISIT, People.NOW.minusMinutes(12), People.NOW, People.KEY);
  }

  @Test
  void writesNoteOfStaffThatReplacesAnother() {
    Golden.verify(SharedNoteMapper.toFhir(toWrite(People.LENA, "DocumentReference/3")));
  }

  @Test
  void writesNoteOfPatient() {
    var own = toWrite(People.NOAH, "DocumentReference/3").note();
    var note =
        new SharedNote(
            null, "51855-5", "From Noah", own.text(), People.NOAH, own.writtenAt(), null, null);
    Golden.verify(
        SharedNoteMapper.toFhir(
            new NoteToWrite(note, "noah", null, People.NOW, People.NOW, People.KEY)));
  }

  @Test
  void readsBackWhatItWrote() {
    NoteToWrite toWrite = toWrite(People.LENA, "DocumentReference/3");
    DocumentReference written = SharedNoteMapper.toFhir(toWrite);
    written.setId("DocumentReference/4");
    Mapped<List<SharedNote>> read =
        SharedNoteMapper.fromFhir(List.of(FhirJson.read(FhirJson.write(written))));
    assertThat(read.issues()).isEmpty();
    SharedNote note = toWrite.note();
    assertThat(read.value())
        .containsExactly(
            new SharedNote(
                "4",
                note.typeCode(),
                note.title(),
                note.text(),
                new Author.Practitioner("lena-ortiz", "Lena Ortiz", null),
                note.writtenAt(),
                "noah-today",
                "DocumentReference/3"));
  }

  @Test
  void datesNoteOfOneDayByTheEndOfTheVisit() {
    SharedNote note = toWrite(People.LENA, "DocumentReference/3").note();
    var dayOnly =
        new SharedNote(
            null,
            note.typeCode(),
            note.title(),
            note.text(),
            note.author(),
            ClinicalTime.of(LocalDate.of(2026, 10, 13)),
            null,
            null);
    DocumentReference written =
        SharedNoteMapper.toFhir(
            new NoteToWrite(dayOnly, "noah", null, People.NOW, People.NOW, People.KEY));
    assertThat(written.getDateElement().getValueAsString()).isEqualTo("2026-10-13T10:12:00-04:00");
  }

  @Test
  void dropsNoteThatAnotherReplacesThoughItIsStillCurrent() {
    DocumentReference next = SharedNoteMapper.toFhir(toWrite(People.LENA, "DocumentReference/3"));
    next.setId("DocumentReference/4");
    assertThat(SharedNoteMapper.fromFhir(List.of(note("3", "text/plain", "b2xk"), next)).value())
        .extracting(SharedNote::id)
        .containsExactly("4");
  }

  @Test
  void honoursTheCharset() {
    String data =
        Base64.getEncoder().encodeToString("niño".getBytes(Charset.forName("windows-1252")));
    assertThat(text(note("1", "text/plain; charset=\\\"windows-1252\\\"", data))).isEqualTo("niño");
  }

  @Test
  void readsWronglyLabelledBytesAndSaysSo() {
    String data = Base64.getEncoder().encodeToString("niño".getBytes(StandardCharsets.ISO_8859_1));
    var read = SharedNoteMapper.fromFhir(List.of(note("1", "text/plain;charset=utf-8", data)));
    assertThat(read.value().getFirst().text()).isEqualTo("niño");
    assertThat(read.issues()).extracting(MappingIssue::kind).containsExactly(Kind.UNREADABLE);
  }

  @Test
  void saysThatTextIsElsewhereWhenThereIsOnlyAnAddress() {
    var read =
        SharedNoteMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"DocumentReference","id":"1","status":"current",
                     "date":"2026-10-01T10:00:00Z",
                     "type":{"coding":[{"system":"http://loinc.org","code":"81338-6"}]},
                     "content":[{"attachment":{"contentType":"text/plain","url":"Binary/1"}}]}""")));
    assertThat(read.value().getFirst().text()).isEmpty();
    assertThat(read.issues())
        .containsExactly(
            new MappingIssue("DocumentReference", "content.attachment.data", Kind.MISSING));
  }

  @Test
  void readsThePlainTextOfSeveralFormats() {
    var both =
        FhirJson.read(
            """
            {"resourceType":"DocumentReference","id":"1","status":"current",
             "date":"2026-10-01T10:00:00Z",
             "type":{"coding":[{"system":"http://loinc.org","code":"81338-6"}]},
             "content":[{"attachment":{"contentType":"application/pdf","data":"AAAA"}},
                        {"attachment":{"contentType":"TEXT/PLAIN","data":"aGk="}}]}""");
    assertThat(text(both)).isEqualTo("hi");
  }

  private static String text(Resource resource) {
    return SharedNoteMapper.fromFhir(List.of(resource)).value().getFirst().text();
  }

  private static Resource note(String id, String contentType, String data) {
    return FhirJson.read(
        """
        {"resourceType":"DocumentReference","id":"%s","status":"current",
         "date":"2026-10-01T10:00:00Z",
         "type":{"coding":[{"system":"http://loinc.org","code":"81338-6"}]},
         "content":[{"attachment":{"contentType":"%s","data":"%s"}}]}"""
            .formatted(id, contentType, data));
  }
}
