package org.flippedvisit.app.form;

/**
 * What a field says about itself in the person's language.
 *
 * @param name the question
 * @param isNameShown false where the question stands above the field already and only names it
 * @param hint what the answer should look like, and whether one is needed; empty where there is
 *     nothing to say
 * @param problem what is wrong with the answer; empty where nothing is, or nothing is said yet
 */
record FieldWords(String name, boolean isNameShown, String hint, String problem) {}
