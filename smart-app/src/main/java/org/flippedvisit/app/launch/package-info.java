/**
 * SMART App Launch: from a link in a chart or portal to one {@code Launch}, pinned to one person
 * and one patient.
 */
@ApplicationModule(allowedDependencies = {"audit", "store"})
@NullMarked
package org.flippedvisit.app.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
