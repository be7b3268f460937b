package org.flippedvisit.app.previsit;

/**
 * A form that is ready to be sent.
 *
 * @param typed as it was kept while it was filled in
 * @param completed the completed QuestionnaireResponse, FHIR JSON
 */
public record FilledIn(KeptForm typed, String completed) {}
