package org.flippedvisit.app.ui;

import com.vaadin.flow.component.html.Span;

/** How sure somebody is that they can do it: in words, with the number small behind them. */
public final class HowSure extends Span {
  private static final long serialVersionUID = 1L;

  /**
   * @param confidence 0 to 10, as the person gave it
   */
  public HowSure(int confidence) {
    var number = new Span(getTranslation("matters.of-ten", confidence));
    number.addClassName("fv-soft");
    add(new Span(getTranslation("how-sure." + words(confidence))), new Span(" · "), number);
  }

  /** Three to each side of the middle; the words are ours, the number is theirs. */
  private static String words(int confidence) {
    if (confidence <= 3) {
      return "not";
    }
    return confidence <= 6 ? "half" : "quite";
  }
}
