/** The pre-visit answers: read from the chart, kept while they are typed, sent once. */
@ApplicationModule(
    allowedDependencies = {"launch", "ehr", "ledger", "audit", "store", "draft", "ui"})
@NullMarked
package org.flippedvisit.app.previsit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
