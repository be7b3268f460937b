package org.flippedvisit.fhir.form;

/** What an item of a form takes (code system {@code http://hl7.org/fhir/item-type}, R4). */
public enum ItemType {
  DISPLAY,
  GROUP,
  BOOLEAN,
  DECIMAL,
  INTEGER,
  DATE,
  DATE_TIME,
  TIME,
  STRING,
  TEXT,
  URL,
  CHOICE,
  OPEN_CHOICE,
  ATTACHMENT,
  REFERENCE,
  QUANTITY;

  /** True for what takes an answer. */
  public boolean isQuestion() {
    return this != DISPLAY && this != GROUP;
  }
}
