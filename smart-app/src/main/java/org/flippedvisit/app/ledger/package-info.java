/**
 * Every write of the app, written down before it is sent: planned, sent, confirmed, rejected,
 * unknown.
 */
@ApplicationModule(allowedDependencies = {"launch", "ehr", "store"})
@NullMarked
package org.flippedvisit.app.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
