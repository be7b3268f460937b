package org.flippedvisit.app.ui;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;

/**
 * One text and what became of it: struck out what went, underlined what came ({@code del}, {@code
 * ins}), never by colour alone.
 */
public final class ChangedWords extends Div {
  private static final long serialVersionUID = 1L;

  /** Beyond this the difference is no longer something to read. */
  private static final int MOST_WORDS = 2_000;

  public ChangedWords(String before, String after) {
    addClassName("fv-changed");
    getElement().setAttribute("dir", "auto");
    List<String> was = words(before);
    List<String> is = words(after);
    if (was.size() + is.size() > MOST_WORDS) {
      add(gone(before), new Span("\n"), come(after));
      return;
    }
    int from = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(was, is).getDeltas()) {
      same(was.subList(from, delta.getSource().getPosition()));
      addIfAny(gone(String.join("", delta.getSource().getLines())), delta.getSource().size());
      addIfAny(come(String.join("", delta.getTarget().getLines())), delta.getTarget().size());
      from = delta.getSource().getPosition() + delta.getSource().size();
    }
    same(was.subList(from, was.size()));
  }

  private void same(List<String> words) {
    if (!words.isEmpty()) {
      add(new Span(String.join("", words)));
    }
  }

  private void addIfAny(Component words, int count) {
    if (count > 0) {
      add(words);
    }
  }

  private static Component gone(String words) {
    return marked("del", words);
  }

  private static Component come(String words) {
    return marked("ins", words);
  }

  private static Component marked(String tag, String words) {
    var mark = new HtmlContainer(tag);
    mark.setText(words);
    return mark;
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split("(?<=\\s)|(?=\\s)", -1));
  }
}
