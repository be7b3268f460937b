package org.flippedvisit.app.planted;

import org.hl7.fhir.r4.model.Patient;

/** A FHIR type outside {@code app.ehr}, in a record at that. */
record HoldsFhirType(Patient patient) {}
