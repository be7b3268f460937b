/** Questionnaires of ours: their words, and the answers to them. */
@NullMarked
package org.flippedvisit.fhir.questionnaire;

import org.jspecify.annotations.NullMarked;
