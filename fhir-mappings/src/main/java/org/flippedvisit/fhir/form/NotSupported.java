package org.flippedvisit.fhir.form;

/**
 * Something that a questionnaire asks for and this engine does not do.
 *
 * @param linkId where; empty for the questionnaire as a whole
 * @param feature the element or the extension, such as {@code answerExpression}
 * @param consequence what happens instead
 */
public record NotSupported(String linkId, String feature, Consequence consequence) {
  /** What happens instead. */
  public enum Consequence {
    /** The form can be filled in without it. */
    IGNORED,
    /** The item is left out; where it is required the form says that it cannot be completed. */
    ITEM_LEFT_OUT,
    /** The form is not shown at all ({@code rendering-criticalExtension}, modifierExtension). */
    NOT_RENDERED
  }
}
