/** The pre-visit questionnaire and its answers. */
@NullMarked
package org.flippedvisit.fhir.previsit;

import org.jspecify.annotations.NullMarked;
