package org.flippedvisit.fhir.provenance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Who said it, who typed it, who answers for it, and that this app put it together (US Core
 * Provenance).
 *
 * <p>HAPI drops versions from references when it encodes: who sends these must set {@code
 * setDontStripVersionsFromReferencesAtPaths("Provenance.target")} on the context's parser options.
 */
public final class ProvenanceMapper {
  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-provenance";
  private static final String PARTICIPANT_TYPE =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
  private static final String DATA_OPERATION =
      "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
  private static final String DATA_ABSENT_REASON =
      "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String APP = "app";

  private ProvenanceMapper() {}

  /** Everybody who had a part in it, and this app. */
  public static Provenance toFhir(Trace trace) {
    Provenance provenance = of(trace);
    addPeople(provenance, trace);
    addApp(provenance, trace);
    return provenance;
  }

  /**
   * The same with one agent, for an EHR that takes no more (Oracle Health): whose words they are.
   * Who typed them is the author of what it is about, and stands there.
   */
  public static Provenance toFhirOfWhoSaidIt(Trace trace) {
    Provenance provenance = of(trace);
    addPeople(provenance, trace);
    provenance.setAgent(List.of(provenance.getAgentFirstRep()));
    return provenance;
  }

  private static Provenance of(Trace trace) {
    var provenance = new Provenance();
    provenance.getMeta().addProfile(PROFILE);
    provenance.addTarget(new Reference(trace.targetReference()));
    provenance.setRecordedElement(ClinicalTimeMapper.toInstant(trace.recordedAt()));
    provenance.setActivity(CodeMapper.concept(DATA_OPERATION, "CREATE"));
    if (trace.sourceReference() != null) {
      provenance
          .addEntity()
          .setRole(ProvenanceEntityRole.SOURCE)
          .setWhat(new Reference(trace.sourceReference()));
    }
    return provenance;
  }

  /** Whose words they are comes first. */
  private static void addPeople(Provenance provenance, Trace trace) {
    if (trace.recordedBy().isPersonSide()) {
      provenance.addAgent(agent("author", trace.saidBy()));
      if (!isSame(trace.saidBy(), trace.recordedBy())) {
        provenance.addAgent(agent("enterer", trace.recordedBy()));
      }
      return;
    }
    if (!isSame(trace.saidBy(), trace.recordedBy())) {
      provenance.addAgent(agent("informant", trace.saidBy()));
      provenance.addAgent(onBehalf(agent("enterer", trace.recordedBy()), trace));
    }
    provenance.addAgent(onBehalf(agent("author", trace.recordedBy()), trace));
  }

  private static boolean isSame(Author one, Author other) {
    return one.reference() != null && one.reference().equals(other.reference());
  }

  private static void addApp(Provenance provenance, Trace trace) {
    var app = new Device();
    app.setId(APP);
    app.addDeviceName().setName("Flipped Visit").setType(DeviceNameType.USERFRIENDLYNAME);
    provenance.addContained(app);
    ProvenanceAgentComponent assembler =
        new ProvenanceAgentComponent()
            .setType(CodeMapper.concept(PARTICIPANT_TYPE, "assembler"))
            .setWho(new Reference("#" + APP).setDisplay("Flipped Visit"));
    provenance.addAgent(onBehalf(assembler, trace));
  }

  private static ProvenanceAgentComponent agent(String type, Author who) {
    return new ProvenanceAgentComponent()
        .setType(CodeMapper.concept(PARTICIPANT_TYPE, type))
        .setWho(AuthorMapper.toReference(who));
  }

  /**
   * US Core provenance-1 asks for the organization behind every Practitioner and Device. When the
   * EHR names none, that is what is said; no organization is made up.
   */
  private static ProvenanceAgentComponent onBehalf(ProvenanceAgentComponent agent, Trace trace) {
    var organization =
        new Reference()
            .setReference(trace.organizationReference())
            .setDisplay(FhirText.ofNullable(trace.organizationName()));
    if (organization.isEmpty()) {
      organization.addExtension(DATA_ABSENT_REASON, new CodeType("unknown"));
    }
    return agent.setOnBehalfOf(organization);
  }

  /** Who typed what, by {@code Type/id} of the target: the enterer, else the author. */
  public static Map<String, Author> recordersByTarget(List<? extends Resource> resources) {
    Map<String, Author> recorders = new HashMap<>();
    for (Provenance provenance : ResourcesMapper.distinct(resources, Provenance.class)) {
      Optional<Author> recorder = who(provenance, "enterer").or(() -> who(provenance, "author"));
      recorder.ifPresent(
          author ->
              provenance.getTarget().stream()
                  .flatMap(target -> ReferenceMapper.relative(target).stream())
                  .forEach(target -> recorders.put(target, author)));
    }
    return Map.copyOf(recorders);
  }

  private static Optional<Author> who(Provenance provenance, String type) {
    return provenance.getAgent().stream()
        .filter(
            agent -> agent.getType().getCoding().stream().anyMatch(c -> type.equals(c.getCode())))
        .flatMap(agent -> AuthorMapper.fromReference(agent.getWho()).stream())
        .findFirst();
  }
}
