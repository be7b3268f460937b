package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
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
      case Reading.NotPermitted<?> no -> add(why(no, getTranslation(what)));
      case Reading.Failed<?> no -> {
        add(why(no, getTranslation(what)));
        if (retry != null && mayHelp(no)) {
          add(tryAgain(retry));
        }
      }
    }
    setVisible(getChildren().findAny().isPresent());
    if (isSignInOver(reading)) {
      addAttachListener(attached -> SignInNotice.over(this));
    }
  }

  /** Stands where a part of the page will be, until it is there or cannot be. */
  public static Paragraph loading(Component page, String what) {
    var text = new Paragraph(page.getTranslation("reading.loading", page.getTranslation(what)));
    text.addClassName("fv-state");
    return text;
  }

  private static boolean isSignInOver(Reading<?> reading) {
    return switch (reading) {
      case Reading.Found<?> found -> found.gaps().stream().anyMatch(gap -> isSignInOver(gap.why()));
      case Reading.NotPermitted<?> ignored -> false;
      case Reading.Failed<?> failed -> failed.failure() == Reading.Failure.SIGN_IN_ENDED;
    };
  }

  private static boolean mayHelp(Reading<?> reading) {
    return reading instanceof Reading.Failed<?> && !isSignInOver(reading);
  }

  private Paragraph why(Reading<?> reading, String what) {
    String key =
        reading instanceof Reading.Failed<?> failed
            ? "reading.failed." + failed.failure().name().toLowerCase(Locale.ROOT).replace('_', '-')
            : "reading.not-permitted";
    return new Paragraph(getTranslation(key, what));
  }

  /** What is missing for the same reason is said in one sentence. */
  private void sayWhatIsMissing(Reading.Found<?> found, @Nullable Runnable retry) {
    var types = new LinkedHashMap<Reading<?>, Set<String>>();
    for (Reading.Gap gap : found.gaps()) {
      types
          .computeIfAbsent(gap.why(), why -> new LinkedHashSet<>())
          .add(getTranslation("part.type." + gap.resourceType()));
    }
    types.forEach((why, parts) -> add(why(why, String.join(", ", parts))));
    boolean failed = found.gaps().stream().anyMatch(gap -> mayHelp(gap.why()));
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
    SignInNotice.switchOffWhenOver(button);
    return button;
  }
}
