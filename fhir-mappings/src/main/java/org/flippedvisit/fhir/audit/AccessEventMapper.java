package org.flippedvisit.fhir.audit;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.TimeZone;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An {@link AccessEvent} as FHIR R4 AuditEvent. What went over FHIR has the shape of IHE BALP 1.1.4
 * PatientRead, PatientQuery, PatientCreate or PatientUpdate; those profiles are of successes only,
 * so a failure has the same shape without the claim, and an OperationOutcome. Signing in and out,
 * and what the app does with its own store and pages, have DICOM's event codes (DICOM PS3.15 A.5).
 */
public final class AccessEventMapper {
  private static final String PROFILES =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final String BALP_ENTITY =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
  private static final String BALP_AGENT =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes";
  private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String SOURCE_TYPE =
      "http://terminology.hl7.org/CodeSystem/security-source-type";
  private static final String RESOURCE_TYPE = "http://hl7.org/fhir/resource-types";

  /** {@code Identifier.system} of launches. */
  private static final String LAUNCH = "https://flippedvisit.org/fhir/launch";

  private static final String APP = "Flipped Visit";
  private static final String SOURCE = "110153";
  private static final String DESTINATION = "110152";

  private AccessEventMapper() {}

  /**
   * Maps one line.
   *
   * @param appUrl where the app is reached: what the audit calls the client
   */
  public static AuditEvent toFhir(AccessEvent line, String appUrl) {
    var event = new AuditEvent();
    event.setId(line.id());
    event.setRecordedElement(
        new InstantType(
            Date.from(line.at()), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC")));
    event.setOutcome(AuditEventOutcome.fromCode(line.outcome().code()));
    setKind(event, line.action());
    addAgents(event, line, appUrl);
    event
        .getSource()
        .setSite(site(line.chart()))
        .setObserver(new Reference().setDisplay(APP))
        .addType(coding(SOURCE_TYPE, "4"));
    addEntities(event, line);
    if (!line.outcome().isSuccess()) {
      addFailure(event, line.outcome());
    }
    claimProfile(event, line);
    return event;
  }

  private static @Nullable String site(AccessEvent.Chart chart) {
    return chart.tenant().isEmpty() ? chart.ehr() : chart.ehr() + "/" + chart.tenant();
  }

  private static void setKind(AuditEvent event, AccessAction action) {
    switch (action) {
      case LAUNCH -> dicom(event, "110114", AuditEventAction.E).addSubtype(coding(DICOM, "110122"));
      case LOGOUT -> dicom(event, "110114", AuditEventAction.E).addSubtype(coding(DICOM, "110123"));
      case READ -> rest(event, "read", AuditEventAction.R);
      case SEARCH -> rest(event, "search", AuditEventAction.E);
      case CREATE -> rest(event, "create", AuditEventAction.C);
      case UPDATE -> rest(event, "update", AuditEventAction.U);
      case STORE -> dicom(event, "110110", AuditEventAction.C);
      case OPEN -> dicom(event, "110110", AuditEventAction.R);
      case PRINT, EXPORT -> dicom(event, "110106", AuditEventAction.R);
      case ERASE -> dicom(event, "110110", AuditEventAction.D);
    }
  }

  private static void rest(AuditEvent event, String interaction, AuditEventAction action) {
    event
        .setType(coding(EVENT_TYPE, "rest"))
        .addSubtype(coding(INTERACTION, interaction))
        .setAction(action);
  }

  private static AuditEvent dicom(AuditEvent event, String type, AuditEventAction action) {
    return event.setType(coding(DICOM, type)).setAction(action);
  }

  private static boolean isRest(AccessAction action) {
    return switch (action) {
      case READ, SEARCH, CREATE, UPDATE -> true;
      case LAUNCH, LOGOUT, STORE, OPEN, PRINT, EXPORT, ERASE -> false;
    };
  }

  /** Of a read the client is the destination, of everything else the source (BALP 3:5.7.3). */
  private static void addAgents(AuditEvent event, AccessEvent line, String appUrl) {
    if (isRest(line.action())) {
      boolean isRead = line.action() == AccessAction.READ;
      event.addAgent(
          machine(isRead ? DESTINATION : SOURCE, new Reference().setDisplay(APP), appUrl));
      event.addAgent(
          machine(isRead ? SOURCE : DESTINATION, server(line.chart()), line.chart().fhirBase()));
    } else {
      event.addAgent(machine("110150", new Reference().setDisplay(APP), appUrl));
    }
    event.addAgent(user(line));
  }

  private static Reference server(AccessEvent.Chart chart) {
    return new Reference()
        .setIdentifier(new Identifier().setValue(chart.fhirBase()))
        .setDisplay(chart.ehr());
  }

  private static AuditEventAgentComponent machine(
      String type, Reference who, @Nullable String address) {
    var agent =
        new AuditEventAgentComponent()
            .setType(CodeMapper.concept(DICOM, type))
            .setWho(who)
            .setRequestor(false);
    if (address != null) {
      agent.setNetwork(
          new AuditEventAgentNetworkComponent()
              .setAddress(address)
              .setType(AuditEventAgentNetworkType._5));
    }
    return agent;
  }

  /**
   * The person, known through the sign-in. No part of the token stands here, as BALP's
   * OAUTHaccessTokenUse profiles would have it: the launch says which sign-in it was.
   */
  private static AuditEventAgentComponent user(AccessEvent line) {
    CodeableConcept type =
        CodeMapper.concept(
            PARTICIPATION,
            switch (line.action()) {
              case CREATE, UPDATE, STORE -> "AUT";
              case LAUNCH, LOGOUT, READ, SEARCH, OPEN, PRINT, EXPORT -> "IRCP";
              case ERASE -> "CST"; // custodian of the store
            });
    if (!isByOperator(line.action())) {
      type.addCoding(coding(BALP_AGENT, "UserOauthAgent"));
    }
    AccessEvent.Actor actor = line.actor();
    return new AuditEventAgentComponent()
        .setType(type)
        .addRole(new CodeableConcept().setText(actor.role()))
        .setWho(who(line))
        .setName(actor.name())
        .setRequestor(true);
  }

  /** Done on the command line: nobody signed in with an EHR, and there is no launch. */
  private static boolean isByOperator(AccessAction action) {
    return action == AccessAction.EXPORT || action == AccessAction.ERASE;
  }

  /** A Person may sign in, but is none of the types that an agent may refer to. */
  private static Reference who(AccessEvent line) {
    if (isByOperator(line.action())) {
      return new Reference().setIdentifier(new Identifier().setValue(line.actor().reference()));
    }
    String reference = absolute(line.chart(), line.actor().reference());
    return line.actor().reference().startsWith("Person/")
        ? new Reference().setIdentifier(new Identifier().setValue(reference))
        : new Reference(reference);
  }

  private static void addEntities(AuditEvent event, AccessEvent line) {
    AccessEvent.Chart chart = line.chart();
    event
        .addEntity()
        .setType(coding(ENTITY_TYPE, "1"))
        .setRole(coding(ENTITY_ROLE, "1"))
        .setWhat(new Reference(absolute(chart, "Patient/" + chart.patientId())));
    switch (line.action()) {
      case SEARCH -> addQuery(event.addEntity(), line);
      case READ, CREATE, UPDATE, STORE, OPEN, PRINT, EXPORT, ERASE ->
          addData(event.addEntity(), line);
      case LAUNCH, LOGOUT -> {}
    }
    if (chart.encounterId() != null) {
      event
          .addEntity()
          .setType(coding(RESOURCE_TYPE, "Encounter"))
          .setWhat(new Reference(absolute(chart, "Encounter/" + chart.encounterId())));
    }
    if (!isByOperator(line.action())) {
      event
          .addEntity()
          .setType(coding(ENTITY_TYPE, "4"))
          .setWhat(identified(LAUNCH, line.actor().launchId()))
          .setDescription(line.why());
    }
    if (line.requestId() != null) {
      event
          .addEntity()
          .setType(coding(BALP_ENTITY, "XrequestId"))
          .setWhat(identified(null, line.requestId()));
    }
  }

  private static void addQuery(AuditEventEntityComponent entity, AccessEvent line) {
    String query = line.query() == null ? line.type() : line.query();
    String base = line.chart().fhirBase() == null ? "" : line.chart().fhirBase() + "/";
    entity
        .setType(coding(ENTITY_TYPE, "2"))
        .setRole(coding(ENTITY_ROLE, "24"))
        .setDescription(query)
        .setQuery(("GET " + base + query).getBytes(StandardCharsets.UTF_8));
  }

  private static void addData(AuditEventEntityComponent entity, AccessEvent line) {
    entity.setType(coding(ENTITY_TYPE, "2")).setRole(coding(ENTITY_ROLE, "4"));
    if (line.reference() == null) {
      entity.setName(line.type());
    } else {
      entity.setWhat(new Reference(absolute(line.chart(), line.reference())));
    }
  }

  private static void addFailure(AuditEvent event, AccessOutcome outcome) {
    event.setOutcomeDesc(outcome.name());
    var failure = new OperationOutcome();
    failure.setId("outcome");
    failure
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(IssueType.fromCode(outcome.issue()));
    event.addContained(failure);
    event
        .addEntity()
        .setType(coding(RESOURCE_TYPE, "OperationOutcome"))
        .setWhat(new Reference("#outcome"));
  }

  private static void claimProfile(AuditEvent event, AccessEvent line) {
    boolean isWhole =
        line.outcome().isSuccess()
            && line.chart().fhirBase() != null
            && (line.action() == AccessAction.SEARCH || line.reference() != null);
    if (isWhole && isRest(line.action())) {
      event
          .getMeta()
          .addProfile(
              PROFILES
                  + switch (line.action()) {
                    case READ -> "PatientRead";
                    case SEARCH -> "PatientQuery";
                    case CREATE -> "PatientCreate";
                    default -> "PatientUpdate";
                  });
    }
  }

  /** The export is read elsewhere, where a bare id could be anybody's. */
  private static String absolute(AccessEvent.Chart chart, String reference) {
    return chart.fhirBase() == null ? reference : chart.fhirBase() + "/" + reference;
  }

  private static Reference identified(@Nullable String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private static Coding coding(String system, String code) {
    return new Coding().setSystem(system).setCode(code);
  }
}
