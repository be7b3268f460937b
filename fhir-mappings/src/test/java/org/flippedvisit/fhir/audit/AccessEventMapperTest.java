package org.flippedvisit.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of line as AuditEvent, and what BALP 1.1.4 demands of those that went over FHIR. */
class AccessEventMapperTest {
  private static final String APP = "https://flippedvisit.example.org";
  private static final String BASE = "https://fhir.north.example.org/r4";
  private static final String PROFILES =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String QUERY = "Observation?patient=noah&code&date=ge2025-10-13&_count=100";

  private static final AccessEvent.Actor LENA =
      new AccessEvent.Actor(
          "Zk3v0d1mTq6u8yR2bN5wQA",
          People.LENA.reference(),
          People.LENA.name(),
          "MEDICAL_ASSISTANT");
  private static final AccessEvent.Chart NOAH =
      new AccessEvent.Chart("north", BASE, "", "noah", "noah-today");

  private static AccessEvent line(
      AccessAction action, String type, AccessOutcome outcome, @Nullable String reference) {
    boolean isFhir =
        List.of(AccessAction.READ, AccessAction.SEARCH, AccessAction.CREATE, AccessAction.UPDATE)
            .contains(action);
    return new AccessEvent(
        "4711",
        People.NOW.toInstant(),
        action,
        type,
        outcome,
        LENA,
        NOAH,
        reference,
        action == AccessAction.SEARCH ? QUERY : null,
        isFhir ? "8d0fb5a8-1f3b-4f57-9a0c-6a9a2f3b7c11" : null,
        action == AccessAction.LOGOUT ? "idle" : null);
  }

  private static AuditEvent event(AccessAction action, String type, @Nullable String reference) {
    return AccessEventMapper.toFhir(line(action, type, AccessOutcome.OK, reference), APP);
  }

  @Test
  void writesRead() {
    Golden.verify(event(AccessAction.READ, "Patient", "Patient/noah"));
  }

  @Test
  void writesSearch() {
    Golden.verify(event(AccessAction.SEARCH, "Observation", null));
  }

  @Test
  void writesCreate() {
    Golden.verify(event(AccessAction.CREATE, "Observation", "Observation/7"));
  }

  @Test
  void writesUpdate() {
    Golden.verify(event(AccessAction.UPDATE, "QuestionnaireResponse", "QuestionnaireResponse/3"));
  }

  @Test
  void writesFailedSearch() {
    Golden.verify(
        AccessEventMapper.toFhir(
            line(AccessAction.SEARCH, "Observation", AccessOutcome.NOT_PERMITTED, null), APP));
  }

  @Test
  void writesCreateWhoseAnswerNeverCame() {
    Golden.verify(
        AccessEventMapper.toFhir(
            line(AccessAction.CREATE, "Observation", AccessOutcome.UNKNOWN, null), APP));
  }

  @Test
  void writesLaunch() {
    Golden.verify(event(AccessAction.LAUNCH, "Patient", null));
  }

  @Test
  void writesEndOfLaunch() {
    Golden.verify(event(AccessAction.LOGOUT, "Patient", null));
  }

  @Test
  void writesWhatTheAppKeptItself() {
    Golden.verify(event(AccessAction.STORE, "Agenda", null));
  }

  @Test
  void writesOpenedPage() {
    Golden.verify(event(AccessAction.OPEN, "agenda", null));
  }

  @Test
  void writesPrintedPage() {
    Golden.verify(event(AccessAction.PRINT, "agenda", null));
  }

  @Test
  void writesExportByAnOperator() {
    Golden.verify(byOperator(AccessAction.EXPORT));
  }

  @Test
  void writesErasureByAnOperator() {
    Golden.verify(byOperator(AccessAction.ERASE));
  }

  /** Nobody signed in: there is no launch, and the record's name stands for the EHR. */
  private static AuditEvent byOperator(AccessAction action) {
    return AccessEventMapper.toFhir(
        new AccessEvent(
            "4712",
            People.NOW.toInstant(),
            action,
            "Patient",
            AccessOutcome.OK,
            new AccessEvent.Actor("operator", "operator", "root", "OPERATOR"),
            new AccessEvent.Chart("north", null, "", "noah", null),
            null,
            null,
            null,
            null),
        APP);
  }

  /** The fixed values and slices of the StructureDefinitions of BALP 1.1.4. */
  @ParameterizedTest
  @CsvSource({
    "READ,   PatientRead,   read,   R, 110152, 110153, IRCP",
    "SEARCH, PatientQuery,  search, E, 110153, 110152, IRCP",
    "CREATE, PatientCreate, create, C, 110153, 110152, AUT",
    "UPDATE, PatientUpdate, update, U, 110153, 110152, AUT"
  })
  void fitsProfileOfBalp(
      AccessAction action,
      String profile,
      String interaction,
      String code,
      String clientType,
      String serverType,
      String userType) {
    AuditEvent event =
        event(action, "Observation", action == AccessAction.SEARCH ? null : "Observation/7");

    assertThat(event.getMeta().getProfile())
        .singleElement()
        .extracting(one -> one.getValue())
        .isEqualTo(PROFILES + profile);
    assertIs(event.getType(), "http://terminology.hl7.org/CodeSystem/audit-event-type", "rest");
    assertThat(event.getSubtype())
        .singleElement()
        .satisfies(one -> assertIs(one, "http://hl7.org/fhir/restful-interaction", interaction));
    assertThat(event.getAction().toCode()).isEqualTo(code);
    assertThat(event.getOutcome().toCode()).isEqualTo("0");
    assertThat(event.getRecorded()).isEqualTo(People.NOW.toInstant().toString());
    assertMachine(only(event, DICOM, clientType), APP);
    assertMachine(only(event, DICOM, serverType), BASE);
    assertUser(only(event, "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", userType));
    assertPatient(event);
    AuditEventEntityComponent object = onlyEntity(event, ENTITY_TYPE, "2");
    if (action == AccessAction.SEARCH) {
      assertIs(object.getRole(), ENTITY_ROLE, "24");
      assertThat(object.hasWhat()).isFalse();
      assertThat(object.hasDetail()).isFalse();
      assertThat(object.hasLifecycle()).isFalse();
      assertThat(new String(object.getQuery(), StandardCharsets.UTF_8))
          .isEqualTo("GET " + BASE + "/" + QUERY);
    } else {
      assertIs(object.getRole(), ENTITY_ROLE, "4");
      assertThat(object.getWhat().getReference()).isEqualTo(BASE + "/Observation/7");
    }
    AuditEventEntityComponent transaction =
        onlyEntity(
            event,
            "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
            "XrequestId");
    assertThat(transaction.getWhat().getIdentifier().getValue())
        .isEqualTo("8d0fb5a8-1f3b-4f57-9a0c-6a9a2f3b7c11");
  }

  @ParameterizedTest
  @EnumSource(AccessOutcome.class)
  void claimsProfileOfSuccessForNoFailure(AccessOutcome outcome) {
    AuditEvent event =
        AccessEventMapper.toFhir(
            line(AccessAction.CREATE, "Observation", outcome, "Observation/7"), APP);

    assertThat(event.getOutcome().toCode()).isIn("0", "4", "8", "12").isEqualTo(outcome.code());
    assertThat(event.getMeta().hasProfile()).isEqualTo(outcome.isSuccess());
    assertThat(event.hasOutcomeDesc()).isEqualTo(!outcome.isSuccess());
    if (!outcome.isSuccess()) {
      assertThat(((OperationOutcome) event.getContained().getFirst()).getIssueFirstRep().getCode())
          .isNotNull();
    }
    assertThat(FhirValidation.base().errorsIn(FhirJson.write(event))).isEmpty();
  }

  @Test
  void claimsNoProfileWhereTheEhrDidNotSayWhatItStored() {
    AuditEvent event =
        AccessEventMapper.toFhir(
            line(AccessAction.CREATE, "Observation", AccessOutcome.SUBMITTED_FOR_REVIEW, null),
            APP);

    assertThat(event.getMeta().hasProfile()).isFalse();
    assertThat(event.getOutcome().toCode()).isEqualTo("0");
  }

  /** Lines from before the EHR was kept say less, and stay valid. */
  @ParameterizedTest
  @EnumSource(AccessAction.class)
  void writesValidEventOfLineThatKnowsLittle(AccessAction action) {
    AccessEvent whole = line(action, "Observation", AccessOutcome.OK, null);
    AuditEvent event =
        AccessEventMapper.toFhir(
            new AccessEvent(
                whole.id(),
                whole.at(),
                action,
                whole.type(),
                whole.outcome(),
                new AccessEvent.Actor(LENA.launchId(), LENA.reference(), null, LENA.role()),
                new AccessEvent.Chart(null, null, "", "noah", null),
                null,
                null,
                null,
                null),
            APP);

    assertThat(event.getMeta().hasProfile()).isFalse();
    assertThat(FhirValidation.base().errorsIn(FhirJson.write(event))).isEmpty();
  }

  /** Person is none of the types that AuditEvent.agent.who may refer to. */
  @Test
  void namesPersonWhoSignedInByIdentifier() {
    AccessEvent whole = line(AccessAction.OPEN, "agenda", AccessOutcome.OK, null);
    AuditEvent event =
        AccessEventMapper.toFhir(
            new AccessEvent(
                whole.id(),
                whole.at(),
                whole.action(),
                whole.type(),
                whole.outcome(),
                new AccessEvent.Actor(LENA.launchId(), "Person/p1", null, "PROXY"),
                new AccessEvent.Chart("north", BASE, "t7", "noah", null),
                null,
                null,
                null,
                null),
            APP);

    assertThat(event.getAgent().getLast().getWho().hasReference()).isFalse();
    assertThat(event.getAgent().getLast().getWho().getIdentifier().getValue())
        .isEqualTo(BASE + "/Person/p1");
    assertThat(event.getSource().getSite()).isEqualTo("north/t7");
    assertThat(FhirValidation.base().errorsIn(FhirJson.write(event))).isEmpty();
  }

  private static void assertMachine(AuditEventAgentComponent agent, String address) {
    assertThat(agent.hasWho()).isTrue();
    assertThat(agent.getRequestor()).isFalse();
    assertThat(agent.hasMedia()).isFalse();
    assertThat(agent.getNetwork().getAddress()).isEqualTo(address);
    assertThat(agent.getNetwork().getType().toCode()).isEqualTo("5");
  }

  private static void assertUser(AuditEventAgentComponent agent) {
    assertThat(agent.getWho().getReference()).isEqualTo(BASE + "/Practitioner/lena-ortiz");
    assertThat(agent.getName()).isEqualTo("Lena Ortiz");
    assertThat(agent.getRole()).singleElement().extracting(one -> one.getText()).isNotNull();
    assertThat(agent.getRequestor()).isTrue();
    assertThat(agent.hasMedia()).isFalse();
    assertThat(agent.hasNetwork()).isFalse();
  }

  private static void assertPatient(AuditEvent event) {
    AuditEventEntityComponent patient = onlyEntity(event, ENTITY_TYPE, "1");
    assertIs(patient.getRole(), ENTITY_ROLE, "1");
    assertThat(patient.getWhat().getReference()).isEqualTo(BASE + "/Patient/noah");
  }

  private static AuditEventAgentComponent only(AuditEvent event, String system, String code) {
    List<AuditEventAgentComponent> found =
        event.getAgent().stream()
            .filter(agent -> agent.getType().getCoding().stream().anyMatch(is(system, code)))
            .toList();
    assertThat(found).as(code).hasSize(1);
    return found.getFirst();
  }

  private static AuditEventEntityComponent onlyEntity(
      AuditEvent event, String system, String code) {
    List<AuditEventEntityComponent> found =
        event.getEntity().stream().filter(one -> is(system, code).test(one.getType())).toList();
    assertThat(found).as(code).hasSize(1);
    return found.getFirst();
  }

  private static Predicate<Coding> is(String system, String code) {
    return coding -> system.equals(coding.getSystem()) && code.equals(coding.getCode());
  }

  private static void assertIs(Coding coding, String system, String code) {
    assertThat(coding.getSystem()).isEqualTo(system);
    assertThat(coding.getCode()).isEqualTo(code);
  }
}
