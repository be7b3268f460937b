/**
 * How the person likes to partner: read on every staff page, recorded as a shared note and a coded
 * entry.
 */
@ApplicationModule(
    allowedDependencies = {"launch", "ehr", "ledger", "audit", "store", "draft", "ui"})
@NullMarked
package org.flippedvisit.app.preference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
