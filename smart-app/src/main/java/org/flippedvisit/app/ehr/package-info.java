/**
 * The only code that speaks FHIR over HTTP: reads pinned to one patient, writes sent once, one
 * origin, audited.
 */
@ApplicationModule(allowedDependencies = {"launch", "audit"})
@NullMarked
package org.flippedvisit.app.ehr;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
