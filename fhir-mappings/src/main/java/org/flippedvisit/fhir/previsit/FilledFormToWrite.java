package org.flippedvisit.fhir.previsit;

import java.util.Locale;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;

/**
 * A filled-in form on its way into the chart.
 *
 * @param completed FHIR JSON of the completed QuestionnaireResponse, as the form gave it: what was
 *     answered, not yet by whom and about whom
 * @param response who answered, who typed, when, for which visit
 * @param language the one the questions were asked in
 * @param key stable over every attempt at this write
 * @param amends FHIR reference of the response that this one changes; null where it changes none
 *     that is in the chart
 */
public record FilledFormToWrite(
    String completed,
    PreVisitResponse response,
    String patientId,
    Locale language,
    WriteKey key,
    @Nullable String amends) {}
