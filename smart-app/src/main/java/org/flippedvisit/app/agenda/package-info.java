/**
 * The agenda of a visit: proposed from both sides, changed by people, closed only with every item
 * placed.
 */
@ApplicationModule(allowedDependencies = {"launch", "ehr", "ledger", "audit", "store", "draft"})
@NullMarked
package org.flippedvisit.app.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
