/** The rooming page: what is answered already, the two questions, read back, save. */
@ApplicationModule(
    allowedDependencies = {
      "launch",
      "ehr",
      "ledger",
      "store",
      "draft",
      "patient",
      "previsit",
      "preference",
      "goal",
      "note",
      "ui",
      "shell"
    })
@NullMarked
package org.flippedvisit.app.rooming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
