package org.flippedvisit.app.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Write;
import org.jspecify.annotations.Nullable;

/**
 * Says how one write stands: saved in the chart, kept here and why, or unknown. Never says "saved
 * in the chart" of anything that the EHR has not confirmed.
 */
public final class WriteText extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param settle tries again or looks again; null where the page offers that elsewhere
   */
  public WriteText(Write write, @Nullable Runnable settle) {
    this(write, settle, Optional.empty());
  }

  /**
   * @param whyNot why it cannot be sent in this launch, where that is known: looking whether it is
   *     there is possible all the same
   */
  public WriteText(Write write, @Nullable Runnable settle, Optional<Why> whyNot) {
    addClassNames("fv-state", "fv-write");
    getElement().setAttribute("data-state", write.state().name());
    getElement().setAttribute("data-kind", write.kind().name());
    var dot = new Span();
    dot.addClassNames("fv-dot", write.isInTheChart() ? "fv-dot-full" : "fv-dot-part");
    dot.getElement().setAttribute("aria-hidden", "true");
    add(dot, new Span(text(write)));
    if (settle != null && write.isOpen()) {
      boolean isSending = !write.mayBeInTheChart();
      var button =
          new Button(
              getTranslation(isSending ? "write.try-again" : "write.look-again"),
              click -> settle.run());
      button.addClassName("fv-quiet");
      add(button);
      if (isSending && whyNot.isPresent()) {
        button.setEnabled(false);
        sayWhyNot(write, whyNot.get());
      }
      SignInNotice.switchOffWhenOver(button);
    }
  }

  /** The reason why it failed then says enough where it is the same as why it cannot be now. */
  private void sayWhyNot(Write write, Why whyNot) {
    if (write.why() != whyNot) {
      add(new Span(getTranslation("write.why." + key(whyNot))));
    }
  }

  private String text(Write write) {
    String what = getTranslation("write.kind." + key(write.kind()));
    return switch (write.state()) {
      case CONFIRMED -> getTranslation("write.confirmed", what, time(write));
      case SUBMITTED_FOR_REVIEW -> getTranslation("write.for-review", what);
      case UNKNOWN, SENT -> getTranslation("write.unknown", what);
      case PLANNED -> getTranslation("write.planned", what);
      case REJECTED ->
          getTranslation(
              "write.rejected",
              what,
              getTranslation(
                  "write.why." + (write.why() == null ? "not-accepted" : key(write.why()))));
    };
  }

  private String time(Write write) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(getLocale())
        .withZone(ZoneId.systemDefault())
        .format(write.at());
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
