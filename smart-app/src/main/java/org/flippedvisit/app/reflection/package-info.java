/**
 * Three questions that a clinician may answer for themselves after a visit. Theirs alone: kept by
 * who signed in, with nothing about the patient, never in the chart.
 */
@ApplicationModule(allowedDependencies = {"launch", "store", "ui"})
@NullMarked
package org.flippedvisit.app.reflection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
