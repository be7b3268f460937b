/** Goals in the words of the person. */
@ApplicationModule(allowedDependencies = {"launch", "ehr"})
@NullMarked
package org.flippedvisit.app.goal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
