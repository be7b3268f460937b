/** The visit page: what matters first, then one agenda. */
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
      "agenda",
      "trend",
      "reflection",
      "ui",
      "shell"
    })
@NullMarked
package org.flippedvisit.app.visit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
