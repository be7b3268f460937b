package org.flippedvisit.app.visit;

import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;

/** Who looks at the page at this moment. */
enum Mode {
  /** The person, whoever came with them, and the clinician. */
  TOGETHER,
  /** The same, on a large screen that others may see: nothing private, nothing technical. */
  SHARED,
  /** The clinician alone with the person. */
  ALONE;

  boolean shows(Privacy privacy) {
    return switch (privacy) {
      case OPEN -> true;
      case THIS_VISIT -> this != SHARED;
      case ALONE -> this == ALONE;
    };
  }
}
