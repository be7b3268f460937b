package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.jspecify.annotations.Nullable;

/** One line of the agenda: where it comes from, what it is, why it is here, what became of it. */
final class AgendaRow extends ListItem {
  private static final long serialVersionUID = 1L;

  private final transient AgendaItem item;
  private final transient Set<LocalDate> blocked;
  private final transient Changes changes;
  private final Div fate = new Div();

  /** What a row may ask for. */
  interface Changes {
    void decide(AgendaItem item, @Nullable Fate fate);

    void move(AgendaItem item, int places);
  }

  AgendaRow(AgendaItem item, boolean isClosed, Set<LocalDate> blocked, Changes changes) {
    this.item = item;
    this.blocked = Set.copyOf(blocked);
    this.changes = changes;
    addClassNames("fv-item", "fv-" + code(item.origin()));
    if (item.isSafety()) {
      addClassName("fv-safety");
    }
    getElement().setAttribute("data-origin", code(item.origin()));
    getElement().setAttribute("data-open", String.valueOf(item.isOpen()));
    getElement().setAttribute("tabindex", "-1");
    fate.addClassName("fv-fate");
    add(tag(), what(), fate);
    showFate(isClosed);
    if (!isClosed) {
      add(movers());
    }
  }

  private Span tag() {
    String text =
        item.isSafety()
            ? getTranslation("agenda.safety")
            : item.isRaisedAtEnd()
                ? getTranslation("agenda.raised-at-end")
                : item.origin() == Origin.CARRIED_OVER
                    ? getTranslation(
                        "agenda.waiting-since", Times.day(item.raisedOn(), getLocale()))
                    : getTranslation("agenda.origin." + code(item.origin()));
    var tag = new Span(text);
    tag.addClassName("fv-tag");
    return tag;
  }

  private Div what() {
    var words = new H3(item.words());
    words.getElement().setAttribute("dir", "auto");
    words.addClassName(item.origin() == Origin.PERSON ? "fv-their-words" : "fv-our-words");
    var what = new Div(Folded.of(words, item.words()));
    what.addClassName("fv-what");
    if (!item.why().isBlank()) {
      var why = new Paragraph(item.why());
      why.getElement().setAttribute("dir", "auto");
      what.add(why);
    }
    return what;
  }

  private void showFate(boolean isClosed) {
    fate.removeAll();
    Fate decided = item.fate();
    if (decided == null) {
      showChoices();
      return;
    }
    fate.addClassName("fv-fate-done");
    fate.add(new Span(FateText.title(decided, this)));
    for (String detail : FateText.details(decided, this)) {
      var small = new Span(detail);
      small.addClassName("fv-fate-details");
      small.getElement().setAttribute("dir", "auto");
      fate.add(Folded.of(small, detail));
    }
    if (!isClosed) {
      fate.add(choice("fate.change", click -> changes.decide(item, null)));
    }
  }

  private void showChoices() {
    fate.removeAll();
    fate.add(
        choice("fate.discussed", click -> changes.decide(item, new Fate.Discussed(""))),
        choice("fate.decided", click -> open(FateForm::decideTogether)),
        choice("fate.later", click -> open(FateForm::later)),
        choice("fate.more", click -> showMoreChoices()));
  }

  private void showMoreChoices() {
    fate.removeAll();
    fate.add(
        choice("fate.not-now", click -> open(FateForm::notNow)),
        choice("fate.safety-net", click -> open(FateForm::safetyNet)),
        choice("fate.form.back", click -> showChoices()));
  }

  private void open(Consumer<FateForm> which) {
    var form = new FateForm(blocked, decided -> changes.decide(item, decided));
    fate.removeAll();
    fate.add(form);
    which.accept(form);
    fate.add(choice("fate.form.back", click -> showChoices()));
  }

  private Button choice(String key, Consumer<Object> chosen) {
    var button = new Button(getTranslation(key), chosen::accept);
    button.addClassName("fv-small");
    button.setAriaLabel(
        getTranslation("agenda.choice", getTranslation(key), Folded.start(item.words())));
    return button;
  }

  private Div movers() {
    var up = new Button("↑", click -> changes.move(item, -1));
    up.setAriaLabel(getTranslation("agenda.move-up", Folded.start(item.words())));
    up.addClassName("fv-quiet");
    var down = new Button("↓", click -> changes.move(item, 1));
    down.setAriaLabel(getTranslation("agenda.move-down", Folded.start(item.words())));
    down.addClassName("fv-quiet");
    Shortcuts.addShortcutListener(this, () -> changes.move(item, -1), Key.ARROW_UP, KeyModifier.ALT)
        .listenOn(this);
    Shortcuts.addShortcutListener(
            this, () -> changes.move(item, 1), Key.ARROW_DOWN, KeyModifier.ALT)
        .listenOn(this);
    var movers = new Div(up, down);
    movers.addClassName("fv-movers");
    return movers;
  }

  void focusRow() {
    getElement().callJsFunction("focus");
  }

  private static String code(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
