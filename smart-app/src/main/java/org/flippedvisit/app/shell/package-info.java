/** The frame of every page: who may open it, errors, a launch that is over, the style sheet. */
@ApplicationModule(allowedDependencies = {"launch", "ui"})
@NullMarked
package org.flippedvisit.app.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
