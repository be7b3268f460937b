package org.flippedvisit.fhir.questionnaire;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * Marks how answers were given (FHIR R4 extension questionnaireresponse-completionMode, codes of v3
 * ParticipationMode): told to somebody of the care team in the room, or typed by who answers.
 */
public final class CompletionMode {
  private static final String EXTENSION =
      "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-completionMode";
  private static final String CODES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

  private CompletionMode() {}

  /**
   * Marks a response.
   *
   * @param isTold true where somebody else typed what the person said
   */
  public static void mark(QuestionnaireResponse response, boolean isTold) {
    var how = new CodeableConcept();
    if (isTold) {
      how.addCoding().setSystem(CODES).setCode("VERBAL").setDisplay("verbal");
    } else {
      how.addCoding().setSystem(CODES).setCode("ELECTRONIC").setDisplay("electronic data");
    }
    response.addExtension(EXTENSION, how);
  }
}
