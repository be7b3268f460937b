package org.flippedvisit.fhir.preference;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A preference somebody recorded, read back: from the chart (Observation LOINC 95541-9, whoever
 * wrote it) or from the app's own store.
 *
 * @param line the preference as one text, the person's words first
 * @param saidBy {@code Observation.performer}; null when the EHR does not say
 * @param recordedBy who wrote it down; null when the EHR does not say
 * @param saidAt {@code Observation.effective}
 * @param source FHIR reference; null when it is only in the app's store
 */
public record PreferenceOnFile(
    String line,
    @Nullable Author saidBy,
    @Nullable Author recordedBy,
    ClinicalTime saidAt,
    @Nullable String source) {}
