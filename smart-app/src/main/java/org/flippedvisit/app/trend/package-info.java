/** How the person has been: measures over time beside what they took, drawn and in words. */
@ApplicationModule(allowedDependencies = {"launch", "ehr", "ui"})
@NullMarked
package org.flippedvisit.app.trend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
