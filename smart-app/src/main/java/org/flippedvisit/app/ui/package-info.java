/** Components that every page shares: words, banners, what arrived, what was saved. */
@ApplicationModule(allowedDependencies = {"launch", "ehr", "ledger"})
@NullMarked
package org.flippedvisit.app.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
