package org.flippedvisit.fhir.form;

import java.util.List;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * What decides about a form as a whole.
 *
 * @param questionnaire {@code %questionnaire}, never changed
 * @param launchContexts the names that its expressions may use of the visit
 * @param hasExpressions false where conditions are all that changes
 */
record FormRules(
    Questionnaire questionnaire,
    List<ItemRules> items,
    List<ItemRules.Variable> variables,
    List<ItemRules.Constraint> constraints,
    List<String> launchContexts,
    boolean hasExpressions) {}
