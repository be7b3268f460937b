package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
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
    this(write, settle, whyNot, null);
  }

  /**
   * @param seen told what somebody saw who looked in the chart, where the EHR cannot be asked; null
   *     where nobody on the page could look
   */
  public WriteText(
      Write write,
      @Nullable Runnable settle,
      Optional<Why> whyNot,
      @Nullable Consumer<Boolean> seen) {
    addClassNames("fv-state", "fv-write");
    getElement().setAttribute("data-state", write.state().name());
    getElement().setAttribute("data-kind", write.kind().name());
    getElement().setAttribute("data-as", write.resourceType());
    var dot = new Span();
    dot.addClassNames("fv-dot", write.isInTheChart() ? "fv-dot-full" : "fv-dot-part");
    dot.getElement().setAttribute("aria-hidden", "true");
    add(dot, new Span(text(write)));
    if (settle != null && write.isOpen()) {
      addSettling(write, settle, whyNot);
    }
    if (seen != null && write.isForAPersonToLook()) {
      addLooking(seen);
    }
  }

  private void addSettling(Write write, Runnable settle, Optional<Why> whyNot) {
    boolean isSending = !write.mayBeInTheChart();
    Button button = quiet(isSending ? "write.try-again" : "write.look-again", settle);
    add(button);
    if (isSending && whyNot.isPresent()) {
      button.setEnabled(false);
      sayWhyNot(write, whyNot.get());
    }
    SignInNotice.switchOffWhenOver(button);
  }

  private void addLooking(Consumer<Boolean> seen) {
    add(
        new Span(getTranslation("write.look-yourself")),
        quiet("write.seen-there", () -> seen.accept(true)),
        quiet("write.not-seen", () -> seen.accept(false)));
  }

  private Button quiet(String key, Runnable act) {
    var button = new Button(getTranslation(key), click -> act.run());
    button.addClassName("fv-quiet");
    return button;
  }

  /** The reason why it failed then says enough where it is the same as why it cannot be now. */
  private void sayWhyNot(Write write, Why whyNot) {
    if (write.why() != whyNot) {
      add(new Span(SaveButton.why(whyNot, this)));
    }
  }

  private String text(Write write) {
    String what = kind(write.kind(), this);
    return switch (write.state()) {
      case CONFIRMED ->
          write.isAsMeant()
              ? getTranslation("write.confirmed", what, time(write))
              : getTranslation(
                  "write.confirmed.as", what, time(write), form(write.resourceType(), this));
      case SEEN -> getTranslation("write.seen", what, time(write));
      case SUBMITTED_FOR_REVIEW -> getTranslation("write.for-review", what);
      case UNKNOWN, SENT ->
          write.why() == Why.NOT_FOUND_YET
              ? getTranslation(
                  "write.unknown.because", what, SaveButton.why(Why.NOT_FOUND_YET, this))
              : getTranslation("write.unknown", what);
      case PLANNED -> getTranslation("write.planned", what);
      case REJECTED ->
          getTranslation(
              "write.rejected",
              what,
              SaveButton.why(write.why() == null ? Why.NOT_ACCEPTED : write.why(), this));
    };
  }

  private String time(Write write) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(getLocale())
        .withZone(ZoneId.systemDefault())
        .format(write.at());
  }

  /** What a write is called on a page. */
  public static String kind(WriteKind kind, Component page) {
    return page.getTranslation("write.kind." + key(kind));
  }

  /** What people call it when something goes into the chart as this FHIR resource type. */
  static String form(String resourceType, Component page) {
    return page.getTranslation("write.as." + resourceType.toLowerCase(Locale.ROOT));
  }

  /** What stands for a value in the key of its translation. */
  public static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
