package org.flippedvisit.app.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.note.NoteQueries;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes whose text is a Binary, as Oracle Health gives them. */
@AppTest
class LinkedTextsTest {
  private static final Interaction BINARY = Interaction.read("Binary");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000).withLinkedAttachments();
  private final FhirReads reads;
  private final JdbcClient database;
  private final OpenChart chart;

  LinkedTextsTest(Launches launches, FhirReads reads, JdbcClient database) {
    this.reads = reads;
    this.database = database;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadPatient() {
    ehr.put("{\"resourceType\": \"Patient\", \"id\": \"noah\"}");
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void readsTheTextBehindTheLinkAndWritesDownThatItDid() {
    note("n1", "2026-10-13T10:00:00Z", "In clear words.");
    Launch launch = byDoctor();

    assertThat(notes(launch).value())
        .extracting(SharedNote::text)
        .containsExactly("In clear words.");

    assertThat(ehr.requestsTo(BINARY)).singleElement().matches(one -> one.authorized());
    assertThat(
            database
                .sql(
                    "select resource_ref from access_audit where launch_id = ? and action = 'READ'")
                .params(launch.id().value())
                .query(String.class)
                .list())
        .containsExactly("Binary/n1-content-0");
  }

  @Test
  void readsRelativeLinkToo() {
    note("n1", "2026-10-13T10:00:00Z", "In clear words.");
    linked("n2", "Binary/n1-content-0");

    assertThat(notes(byDoctor()).value())
        .hasSize(2)
        .allSatisfy(note -> assertThat(note.text()).isEqualTo("In clear words."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Binary/../Patient/noah",
        "Binary/",
        "Binary/..",
        "Binary/n1-content-0?x=1",
        "/fhir/Binary/n1-content-0",
        "Patient/noah",
        "http://127.0.0.1:1/fhir/Binary/n1-content-0",
        "file:///etc/hostname",
        "urn:uuid:7a1f1f4e-7f0e-4d39-8f0f-4d1a7a0a0a0a"
      })
  void followsNoOtherLink(String url) {
    linked("n1", url);
    linked("n2", ehr.foreignOrigin() + "/fhir/Binary/n1-content-0");

    assertThat(notes(byDoctor()).value()).allSatisfy(note -> assertThat(note.text()).isEmpty());

    assertThat(ehr.requests()).as("the search alone").hasSize(1);
    assertThat(ehr.foreignRequests()).isEmpty();
  }

  @Test
  void readsTheNewestOnly() {
    for (int minute = 10; minute < 40; minute++) {
      note("n" + minute, "2026-10-13T10:" + minute + ":00Z", "Note " + minute);
    }

    List<SharedNote> found = notes(byDoctor()).value();

    assertThat(ehr.requestsTo(BINARY)).hasSize(20);
    assertThat(found).hasSize(30);
    assertThat(found.subList(0, 20)).noneMatch(note -> note.text().isEmpty());
    assertThat(found.subList(20, 30)).allMatch(note -> note.text().isEmpty());
  }

  @Test
  void saysThatATextIsMissingWhereItCannotBeHad() {
    note("n1", "2026-10-13T10:00:00Z", "In clear words.");
    for (Fault fault :
        List.of(
            Fault.status(404),
            Fault.emptyStatus(403),
            Fault.status(500),
            Fault.HTML_200,
            Fault.MALFORMED_JSON,
            Fault.CONNECTION_RESET,
            Fault.REDIRECT_OTHER_HOST)) {
      ehr.fault(BINARY, fault.once());

      Reading.Found<List<SharedNote>> found = notes(byDoctor());

      assertThat(found.value()).as("%s", fault).extracting(SharedNote::text).containsExactly("");
      assertThat(found.issues())
          .as("%s", fault)
          .extracting(MappingIssue::element)
          .contains("content.attachment.data");
    }
    assertThat(ehr.foreignRequests()).isEmpty();
  }

  @Test
  void asksForNoTextWithoutTheScope() {
    note("n1", "2026-10-13T10:00:00Z", "In clear words.");
    Launch launch =
        chart.open(
            Role.CLINICIAN,
            DR_AHLGREN.reference(),
            NOAH.id(),
            null,
            "launch patient/DocumentReference.rs");

    assertThat(notes(launch).value()).extracting(SharedNote::text).containsExactly("");
    assertThat(ehr.requestsTo(BINARY)).isEmpty();
  }

  private Reading.Found<List<SharedNote>> notes(Launch launch) {
    Reading<List<SharedNote>> reading =
        reads
            .search(launch, NoteQueries.ofType(NOAH.id(), "81338-6"), SharedNoteMapper::fromFhir)
            .join();
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return (Reading.Found<List<SharedNote>>) reading;
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), null);
  }

  private void note(String id, String date, String text) {
    String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    put(id, date, "\"data\": \"" + data + "\"");
  }

  private void linked(String id, String url) {
    put(id, "2026-10-13T10:00:00Z", "\"url\": \"" + url + "\"");
  }

  private void put(String id, String date, String content) {
    ehr.put(
        """
        {"resourceType": "DocumentReference", "id": "%s", "status": "current", "date": "%s",
         "type": {"coding": [{"system": "http://loinc.org", "code": "81338-6"}]},
         "subject": {"reference": "Patient/noah"},
         "content": [{"attachment": {"contentType": "text/plain; charset=utf-8", %s}}]}
        """
            .formatted(id, date, content));
  }
}
