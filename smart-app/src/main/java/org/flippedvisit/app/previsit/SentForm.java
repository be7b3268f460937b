package org.flippedvisit.app.previsit;

/**
 * Every answer of a form that was sent, words for talking alone included, so that it can be opened
 * again as it was.
 *
 * @param completed QuestionnaireResponse, FHIR JSON, as the form engine gave it
 * @param filling as it was kept while it was filled in: every character as it was typed
 */
record SentForm(String completed, String filling) {}
