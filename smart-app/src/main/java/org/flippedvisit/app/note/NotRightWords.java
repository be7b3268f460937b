package org.flippedvisit.app.note;

/** What stands in {@link NotRightForm} before it is sent. */
public record NotRightWords(String words) {
  static final NotRightWords NOTHING = new NotRightWords("");

  static NotRightWords of(String words) {
    return words.isBlank() ? NOTHING : new NotRightWords(words);
  }
}
