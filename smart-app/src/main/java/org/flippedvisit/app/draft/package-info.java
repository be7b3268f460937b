/** What people typed and have not sent: kept for who typed it, restored, and offered back. */
@ApplicationModule(allowedDependencies = {"launch", "store"})
@NullMarked
package org.flippedvisit.app.draft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
