/**
 * Who is in front of us: the patient, the visit, and the names of everybody who said or wrote
 * something.
 */
@ApplicationModule(allowedDependencies = {"launch", "ehr", "audit"})
@NullMarked
package org.flippedvisit.app.patient;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
