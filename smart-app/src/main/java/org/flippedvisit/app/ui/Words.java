package org.flippedvisit.app.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;

/**
 * Somebody's own words, verbatim: line breaks, emoji and any script as they were typed, always as
 * text, never as markup.
 */
@Tag("blockquote")
public final class Words extends HtmlContainer {
  private static final long serialVersionUID = 1L;

  public Words(String words, Size size) {
    addClassNames("fv-words", size == Size.SMALL ? "fv-words-small" : "fv-words-large");
    getElement().setAttribute("dir", "auto");
    if (Folded.isLong(words)) {
      add(Folded.of(new Span(words), words));
    } else {
      setText(words);
    }
  }

  /** The largest words of a page, or words beside others. */
  public enum Size {
    LARGE,
    SMALL
  }
}
