package org.flippedvisit.app.trend;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/**
 * Something that this app drew: the one place of all pages that hands markup to a browser. What is
 * drawn is made of numbers, dates and our own words; a word of a person or of a chart is never in
 * it ({@link TrendPicture}).
 */
@Tag("div")
final class Drawn extends Component {
  private static final long serialVersionUID = 1L;

  /**
   * @param svg as {@link TrendPicture} makes it
   */
  Drawn(String svg) {
    getElement().setProperty("innerHTML", svg);
  }

  /** The same as one picture for who cannot see it, which the sentence says. */
  static Drawn picture(String svg, String sentence) {
    var picture = new Drawn(svg);
    picture.getElement().setAttribute("role", "img");
    picture.getElement().setAttribute("aria-label", sentence);
    return picture;
  }
}
