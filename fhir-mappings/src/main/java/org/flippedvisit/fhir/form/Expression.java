package org.flippedvisit.fhir.form;

import org.hl7.fhir.r4.fhirpath.ExpressionNode;

/**
 * A FHIRPath expression of a questionnaire, parsed once for all who fill it in.
 *
 * @param linkId of the item that has it; empty for the questionnaire
 * @param feature the extension that it stands in
 * @param reads the answers that it depends on
 */
record Expression(String linkId, String feature, ExpressionNode parsed, AnswersRead reads) {
  Expression(String linkId, String feature, ExpressionNode parsed) {
    this(linkId, feature, parsed, AnswersRead.of(parsed, linkId));
  }
}
