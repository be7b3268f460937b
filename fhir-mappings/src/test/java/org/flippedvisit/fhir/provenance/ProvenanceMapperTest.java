package org.flippedvisit.fhir.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who said it and who typed it, case by case. */
class ProvenanceMapperTest {
  private static Trace trace(Author saidBy, Author recordedBy, @Nullable String organization) {
    return new Trace(
        "noah",
        "Observation/9/_history/1",
        saidBy,
        recordedBy,
        People.NOW,
        "QuestionnaireResponse/7",
        organization,
        organization == null ? null : "Sandbox Clinic");
  }

  @Test
  void tracesPatientInThePortal() {
    Golden.verify(ProvenanceMapper.toFhir(trace(People.NOAH, People.NOAH, null)));
  }

  @Test
  void tracesProxyInThePortal() {
    Golden.verify(ProvenanceMapper.toFhir(trace(People.INGRID, People.INGRID, null)));
  }

  @Test
  void tracesAssistantWhoTypesWhatThePatientSays() {
    Golden.verify(
        ProvenanceMapper.toFhir(trace(People.NOAH, People.LENA, "Organization/sandbox-clinic")));
  }

  @Test
  void tracesWhoSaidItWhereOneAgentIsAllThatIsTaken() {
    Golden.verify(
        ProvenanceMapper.toFhirOfWhoSaidIt(
            trace(People.NOAH, People.LENA, "Organization/sandbox-clinic")));
  }

  @Test
  void tracesDoctorWhoWritesTheVisitNote() {
    Golden.verify(
        ProvenanceMapper.toFhir(
            trace(People.DOCTOR, People.DOCTOR, "Organization/sandbox-clinic")));
  }

  @Test
  void findsWhoTypedByTarget() {
    var provenance = ProvenanceMapper.toFhir(trace(People.NOAH, People.LENA, null));
    assertThat(ProvenanceMapper.recordersByTarget(List.of(provenance)))
        .containsOnlyKeys("Observation/9")
        .containsValue(new Author.Practitioner("lena-ortiz", "Lena Ortiz", null));
  }
}
