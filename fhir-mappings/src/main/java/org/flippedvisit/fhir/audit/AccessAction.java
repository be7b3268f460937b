package org.flippedvisit.fhir.audit;

/** What somebody did with a patient's record through this app. */
public enum AccessAction {
  /** Signed in: the launch began. */
  LAUNCH,
  /** The launch ended. */
  LOGOUT,
  /** FHIR read of one resource. */
  READ,
  /** FHIR search. */
  SEARCH,
  /** FHIR create. */
  CREATE,
  /** FHIR update. */
  UPDATE,
  /** Something was kept in the app's own store. */
  STORE,
  /** A member of staff opened a page about the patient. */
  OPEN,
  /** A page about the patient was sent to a printer. */
  PRINT,
  /** An operator exported all that the app's own store keeps about the patient. */
  EXPORT,
  /** An operator erased what the app's own store kept about the patient. */
  ERASE
}
