/** The portal page: the pre-visit questionnaire, for the patient or who speaks for them. */
@ApplicationModule(
    allowedDependencies = {
      "launch",
      "ehr",
      "ledger",
      "store",
      "draft",
      "patient",
      "form",
      "agenda",
      "preference",
      "previsit",
      "goal",
      "note",
      "ui",
      "shell"
    })
@NullMarked
package org.flippedvisit.app.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
