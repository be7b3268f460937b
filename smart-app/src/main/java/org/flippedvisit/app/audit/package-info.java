/**
 * Who opened, read or wrote what about whom, when and with what outcome; never what it said. Kept
 * in the shape of IHE BALP.
 */
@ApplicationModule(allowedDependencies = {"store"})
@NullMarked
package org.flippedvisit.app.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
