package org.flippedvisit.fhir.form;

/** Reads questionnaires. */
public final class FormMapper {
  private FormMapper() {}

  /**
   * Reads a Questionnaire in FHIR R4 JSON, or a Bundle whose first Questionnaire is meant and whose
   * ValueSets and CodeSystems are what it refers to.
   *
   * @throws UnusableForm where it is no R4 Questionnaire, has no url, has two items of one linkId,
   *     or breaks another rule without which it cannot be filled in; the message says where
   */
  public static Form read(String json) {
    return QuestionnaireReader.read(json);
  }
}
