package org.flippedvisit.fhir.form;

/**
 * How an item asks to be shown (code system {@code
 * http://hl7.org/fhir/questionnaire-item-control}). An unknown control falls back to what its type
 * is shown as.
 */
public enum ItemControl {
  RADIO_BUTTON,
  CHECK_BOX,
  DROP_DOWN,
  AUTOCOMPLETE,
  LOOKUP,
  SLIDER,
  SPINNER,
  TEXT_BOX,
  PAGE,
  HEADER,
  FOOTER,
  LIST,
  TABLE,
  GRID,
  GROUP_TABLE,
  INLINE,
  HELP,
  FLYOVER,
  UPPER,
  LOWER
}
