/**
 * The app's own store: what is encrypted in it and with which key. Each feature keeps its own
 * table.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.flippedvisit.app.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
