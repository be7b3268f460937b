package org.flippedvisit.app.ehr;

import java.util.Objects;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The only changes this app makes to what is in a chart: what has become of it, never what it says.
 */
final class ChangedStatus {
  private ChangedStatus() {}

  /**
   * Puts the wanted status into {@code now}.
   *
   * @return false where it is so already
   */
  static boolean apply(Resource wanted, Resource now) {
    return switch (wanted) {
      case DocumentReference note -> apply(note, (DocumentReference) now);
      case Goal goal -> apply(goal, (Goal) now);
      default -> throw new IllegalArgumentException(wanted.fhirType() + " is not changed");
    };
  }

  /**
   * Narratives are emptied when anything is read. One that was generated from the rest is left out,
   * for the EHR to generate again; anything else would be lost.
   *
   * @return false where something would be lost
   */
  static boolean losesNoNarrative(Resource now) {
    if (!(now instanceof DomainResource one) || !one.hasText()) {
      return true;
    }
    boolean isGenerated = one.getText().getStatus() == NarrativeStatus.GENERATED;
    if (isGenerated) {
      one.setText(null);
    }
    return isGenerated;
  }

  /** Only a note in force is replaced: one that was entered in error stays that. */
  private static boolean apply(DocumentReference wanted, DocumentReference now) {
    if (now.getStatus() != DocumentReferenceStatus.CURRENT) {
      return false;
    }
    now.setStatus(wanted.getStatus());
    return true;
  }

  private static boolean apply(Goal wanted, Goal now) {
    boolean isSo =
        (!wanted.hasLifecycleStatus() || wanted.getLifecycleStatus() == now.getLifecycleStatus())
            && (!wanted.hasAchievementStatus() || Objects.equals(code(wanted), code(now)));
    if (isSo) {
      return false;
    }
    if (wanted.hasLifecycleStatus()) {
      now.setLifecycleStatus(wanted.getLifecycleStatus());
    }
    if (wanted.hasAchievementStatus()) {
      now.setAchievementStatus(wanted.getAchievementStatus());
    }
    now.setStatusDateElement(wanted.getStatusDateElement());
    return true;
  }

  private static @Nullable String code(Goal goal) {
    return goal.getAchievementStatus().getCodingFirstRep().getCode();
  }
}
