package org.flippedvisit.fhir.previsit;

import java.util.Locale;
import org.flippedvisit.fhir.mapping.WriteKey;

/**
 * Answers on their way into the chart.
 *
 * @param response what was answered; its id and version are set when it replaces one already there
 * @param language the one the questions were asked in
 * @param key stable over every attempt at this write
 */
public record PreVisitToWrite(
    PreVisitResponse response, String patientId, Locale language, WriteKey key) {}
