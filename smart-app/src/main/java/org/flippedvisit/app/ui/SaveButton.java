package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Way;
import org.flippedvisit.app.ledger.WriteKind;

/**
 * The button that writes to the chart. Where nothing of it can get there, it stays in its place,
 * disabled and with the reason, and beside it stands what still works: keeping the words in the
 * app's own store, called that, and copying them as text.
 */
public final class SaveButton extends Div {
  private static final long serialVersionUID = 1L;

  private final Button toChart;
  private final Button here;
  private final CopyText copy;
  private final Div reasons = new Div();
  private final Div otherForms = new Div();
  private final Set<WriteKind> kinds;
  private final transient Map<WriteKind, Why> whyNot = new EnumMap<>(WriteKind.class);
  private boolean isBusy;

  /**
   * @param save the button's text where it writes to the chart
   * @param keepHere its text where the words can only be kept here
   * @param testId of the button; that of the other ends in {@code -here}
   * @param kinds everything that it writes
   * @param act does both, with this button: what cannot go to the chart is kept
   * @param text what can be copied instead
   */
  public SaveButton(
      String save,
      String keepHere,
      String testId,
      Set<WriteKind> kinds,
      Consumer<SaveButton> act,
      Supplier<String> text) {
    this.kinds = kinds;
    toChart = new Button(save, click -> act.accept(this));
    toChart.setTestId(testId);
    here = new Button(keepHere, click -> act.accept(this));
    here.setTestId(testId + "-here");
    copy = new CopyText(text);
    reasons.addClassName("fv-state");
    reasons.getElement().setAttribute("role", "status");
    var buttons = new Div(here, toChart, copy);
    buttons.addClassName("fv-save-buttons");
    addClassName("fv-save");
    otherForms.addClassName("fv-state");
    add(reasons, otherForms, buttons);
    show();
    SignInNotice.whenOver(this, this::signInOver);
  }

  /** Says what of it cannot reach the chart, before anybody presses it. */
  public void cannot(Map<WriteKind, Why> why) {
    why.forEach(whyNot::putIfAbsent);
    show();
  }

  /** Says as what it would go into the chart, where that is not what it was meant to be. */
  public void goesAs(Map<WriteKind, Way> ways) {
    otherForms.removeAll();
    ways.forEach(
        (kind, way) -> {
          if (!way.isAsMeant()) {
            otherForms.add(
                new Paragraph(
                    getTranslation(
                        "write.goes-as",
                        WriteText.kind(kind, this),
                        WriteText.form(way.resourceType(), this))));
          }
        });
  }

  private void signInOver() {
    kinds.forEach(kind -> whyNot.put(kind, Why.SIGN_IN_ENDED));
    show();
  }

  /** While it is being sent. */
  public void setBusy(boolean busy) {
    isBusy = busy;
    show();
  }

  public void focusButton() {
    (isBlocked() ? here : toChart).focus();
  }

  private boolean isBlocked() {
    return whyNot.keySet().containsAll(kinds);
  }

  private void show() {
    boolean blocked = isBlocked();
    toChart.setEnabled(!blocked && !isBusy);
    toChart.setThemeName("primary", !blocked);
    here.setVisible(blocked);
    here.setEnabled(!isBusy);
    here.setThemeName("primary", blocked);
    copy.setVisible(blocked);
    reasons.removeAll();
    reasons(whyNot, kinds, this).forEach(reason -> reasons.add(new Paragraph(reason)));
    reasons.setVisible(!whyNot.isEmpty());
  }

  /**
   * Why something cannot reach the chart, in sentences for the page: one where all of it cannot,
   * for one reason.
   *
   * @param kinds all that would be written
   */
  public static List<String> reasons(
      Map<WriteKind, Why> whyNot, Set<WriteKind> kinds, Component page) {
    boolean isOneReason = Set.copyOf(whyNot.values()).size() == 1;
    if (kinds.size() > 1 && whyNot.keySet().containsAll(kinds) && isOneReason) {
      return List.of(
          page.getTranslation("write.cannot.whole", why(whyNot.values().iterator().next(), page)));
    }
    return whyNot.entrySet().stream()
        .map(
            one ->
                page.getTranslation(
                    "write.cannot", WriteText.kind(one.getKey(), page), why(one.getValue(), page)))
        .toList();
  }

  /** A reason as a sentence for the page. */
  public static String why(Why why, Component page) {
    return page.getTranslation("write.why." + WriteText.key(why));
  }
}
