/** May use {@code ehr} only, and does not keep to it. */
@ApplicationModule(allowedDependencies = "ehr")
@NullMarked
package org.flippedvisit.planted.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
