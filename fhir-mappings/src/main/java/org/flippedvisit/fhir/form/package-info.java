/**
 * Forms that people fill in: any FHIR R4 Questionnaire of the Structured Data Capture guide (SDC
 * 4.0.0), as records and one object that knows the rules while it is filled in. No FHIR type is in
 * the public interface; what is not supported says so.
 */
@NullMarked
package org.flippedvisit.fhir.form;

import org.jspecify.annotations.NullMarked;
