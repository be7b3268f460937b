/** Goals in the words of the person: read, added, marked. */
@ApplicationModule(
    allowedDependencies = {"launch", "ehr", "ledger", "audit", "store", "draft", "ui"})
@NullMarked
package org.flippedvisit.app.goal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
