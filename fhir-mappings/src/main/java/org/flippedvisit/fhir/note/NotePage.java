package org.flippedvisit.fhir.note;

import org.flippedvisit.fhir.mapping.FhirText;

/**
 * A page of plain text. Our own sentences are set in at most {@value #COLUMNS} columns, which every
 * EHR's note viewer shows unbroken; what people said or typed is never re-wrapped or cut.
 */
final class NotePage {
  static final int COLUMNS = 76;

  private final StringBuilder text = new StringBuilder();

  /** A sentence of ours. */
  NotePage sentence(String sentence) {
    return sentence("", sentence);
  }

  /** A sentence of ours behind an indent. */
  NotePage sentence(String indent, String sentence) {
    int column = 0;
    for (String word : sentence.split(" ")) {
      if (column == 0) {
        text.append(indent);
        column = indent.length();
      } else if (column + 1 + word.length() > COLUMNS) {
        text.append('\n').append(indent);
        column = indent.length();
      } else {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
    return this;
  }

  /** Words that are not ours, as they are. */
  NotePage verbatim(String words) {
    text.append(words).append('\n');
    return this;
  }

  NotePage blankLine() {
    text.append('\n');
    return this;
  }

  /** The page as a chart can hold it; its last line is the last thing set. */
  String print() {
    return FhirText.of(text.toString());
  }
}
