package org.flippedvisit.app.note;

import java.util.List;

/**
 * Something that is not right, with what the care team did about it.
 *
 * @param key of the entry in the store
 * @param answers oldest first; none while nobody has seen to it
 */
public record Remark(String key, NotRight said, List<NotRightAnswer> answers) {
  public Remark {
    answers = List.copyOf(answers);
  }

  public boolean isOpen() {
    return answers.isEmpty();
  }
}
