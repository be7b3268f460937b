package org.flippedvisit.app.ehr;

import org.flippedvisit.app.launch.Launch;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Whether a resource is about the one patient of a launch. What does not say whom it is about is
 * about nobody here.
 */
final class PatientPin {
  private PatientPin() {}

  static boolean isAbout(Resource resource, Launch launch) {
    return switch (resource) {
      case Patient patient -> launch.patientId().equals(patient.getIdElement().getIdPart());
      case Condition one -> names(one.getSubject(), launch);
      case Observation one -> names(one.getSubject(), launch);
      case QuestionnaireResponse one -> names(one.getSubject(), launch);
      case Communication one -> names(one.getSubject(), launch);
      case Goal one -> names(one.getSubject(), launch);
      case CarePlan one -> names(one.getSubject(), launch);
      case ServiceRequest one -> names(one.getSubject(), launch);
      case MedicationRequest one -> names(one.getSubject(), launch);
      case DocumentReference one -> names(one.getSubject(), launch);
      case Encounter one -> names(one.getSubject(), launch);
      case RelatedPerson one -> names(one.getPatient(), launch);
      // These are about what they point at, or about staff; they name no patient of their own.
      case Provenance ignored -> true;
      case Practitioner ignored -> true;
      case PractitionerRole ignored -> true;
      default -> false;
    };
  }

  /** A reference to another server's patient of the same id is to somebody else. */
  private static boolean names(Reference reference, Launch launch) {
    var id = reference.getReferenceElement();
    return "Patient".equals(id.getResourceType())
        && launch.patientId().equals(id.getIdPart())
        && (!id.hasBaseUrl() || launch.ehr().issuer().equals(id.getBaseUrl()));
  }
}
