/** The shared notes as the person reads them, and what they say is not right about one. */
@ApplicationModule(
    allowedDependencies = {"launch", "ehr", "ledger", "audit", "store", "draft", "ui"})
@NullMarked
package org.flippedvisit.app.note;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
