package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;

/**
 * Somebody's words of many lines: their beginning, and all of them at one tap, so that they do not
 * bury what stands below. All of them are in the page, for screen readers, search and print.
 */
public final class Folded {
  private static final int MANY_CHARACTERS = 3000;
  private static final int MANY_LINES = 40;
  private static final int START = 80;

  private Folded() {}

  /**
   * @param words what shows {@code text}
   * @return {@code words} itself where the text is not long
   */
  public static Component of(Component words, String text) {
    if (!isLong(text)) {
      return words;
    }
    var folded = words.getElement().getClassList();
    folded.add("fv-folded");
    var all = new Button(words.getTranslation("words.all"));
    all.addClickListener(
        click -> {
          folded.remove("fv-folded");
          all.setVisible(false);
        });
    all.addClassNames("fv-quiet", "fv-unfold");
    return new Div(words, all);
  }

  static boolean isLong(String text) {
    return text.length() > MANY_CHARACTERS || text.lines().skip(MANY_LINES).findAny().isPresent();
  }

  /** How a text begins, to name it by: a button's name is read out whole. */
  public static String start(String text) {
    if (text.codePointCount(0, text.length()) <= START) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, START)).strip() + " …";
  }
}
