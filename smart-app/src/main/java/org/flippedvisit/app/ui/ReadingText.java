package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Locale;
import org.flippedvisit.app.ehr.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why a part of the page is not there, or not whole: not permitted, failed, cut or
 * partly unreadable. Empty when all is well.
 */
public final class ReadingText extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the part, as a translation key such as {@code part.goals}
   * @param retry tries again; null where the page has one retry for all
   */
  public ReadingText(Reading<?> reading, String what, @Nullable Runnable retry) {
    addClassName("fv-state");
    switch (reading) {
      case Reading.Found<?> found -> sayWhatIsMissing(found, retry);
      case Reading.NotPermitted<?> no -> add(why(no, what));
      case Reading.Failed<?> no -> {
        add(why(no, what));
        if (retry != null && no.failure() != Reading.Failure.SIGN_IN_ENDED) {
          add(tryAgain(retry));
        }
      }
    }
    setVisible(getChildren().findAny().isPresent());
  }

  private Paragraph why(Reading<?> reading, String what) {
    String key =
        reading instanceof Reading.Failed<?> failed
            ? "reading.failed." + failed.failure().name().toLowerCase(Locale.ROOT).replace('_', '-')
            : "reading.not-permitted";
    return new Paragraph(getTranslation(key, getTranslation(what)));
  }

  private void sayWhatIsMissing(Reading.Found<?> found, @Nullable Runnable retry) {
    found.gaps().stream()
        .distinct()
        .forEach(gap -> add(why(gap.why(), "part.type." + gap.resourceType())));
    boolean failed = found.gaps().stream().anyMatch(gap -> gap.why() instanceof Reading.Failed<?>);
    if (failed && retry != null) {
      add(tryAgain(retry));
    }
    if (!found.issues().isEmpty()) {
      add(new Paragraph(getTranslation("reading.unreadable", found.issues().size())));
    }
    if (found.isCut()) {
      add(new Paragraph(getTranslation("reading.cut")));
    }
  }

  private Component tryAgain(Runnable retry) {
    var button = new Button(getTranslation("reading.retry"), click -> retry.run());
    button.addClassName("fv-quiet");
    return button;
  }
}
