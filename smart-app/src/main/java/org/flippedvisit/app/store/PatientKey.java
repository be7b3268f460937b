package org.flippedvisit.app.store;

/**
 * Whose rows: the store is keyed by this everywhere, and no query goes without it.
 *
 * @param record EHRs that share a record share these rows
 * @param tenant SMART tenant; empty when there is none
 */
public record PatientKey(String record, String tenant, String patientId) {
  /** Names a row for {@link PhiCipher}: a text sealed for one person does not open for another. */
  public String row(String table, String rest) {
    return table + "|" + record + "|" + tenant + "|" + patientId + "|" + rest;
  }
}
