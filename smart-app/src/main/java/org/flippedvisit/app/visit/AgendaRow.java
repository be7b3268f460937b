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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.jspecify.annotations.Nullable;

/** One line of the agenda: where it comes from, what it is, why it is here, what became of it. */
final class AgendaRow extends ListItem {
  private static final long serialVersionUID = 1L;

  private final transient Changes changes;
  private final Div words = new Div();
  private final Div fate = new Div();
  private final Div begunHere = new Div();
  private final Div movers = new Div();
  private transient AgendaItem item;
  private transient Set<LocalDate> blocked = Set.of();
  private boolean isShown;
  private boolean isClosed;

  /** What a row may ask for. */
  interface Changes {
    void decide(AgendaItem item, @Nullable Fate fate);

    void move(AgendaItem item, int places);

    /** What is typed for a fate of this kind. */
    TypedForm<Fate> typed(AgendaItem item, Fate kind);
  }

  AgendaRow(AgendaItem item, Changes changes) {
    this.item = item;
    this.changes = changes;
    words.addClassName("fv-item-words");
    fate.addClassName("fv-fate");
    begunHere.addClassName("fv-begun-here");
    movers.addClassName("fv-movers");
    getElement().setAttribute("tabindex", "-1");
    add(words, fate, begunHere, movers);
    Shortcuts.addShortcutListener(
            this, () -> changes.move(this.item, -1), Key.ARROW_UP, KeyModifier.ALT)
        .listenOn(this);
    Shortcuts.addShortcutListener(
            this, () -> changes.move(this.item, 1), Key.ARROW_DOWN, KeyModifier.ALT)
        .listenOn(this);
  }

  /**
   * Shows the item as it stands now. What did not change stays as it is, so that a form in which
   * somebody is typing does not go away because something else changed.
   *
   * @param begun what the signed-in person typed for this item and did not keep
   */
  void show(AgendaItem now, boolean closed, Set<LocalDate> blockedDays, List<BegunFate> begun) {
    boolean isSameItem = isShown && now.equals(item) && closed == isClosed;
    boolean isSameFate = isShown && Objects.equals(now.fate(), item.fate()) && closed == isClosed;
    item = now;
    isClosed = closed;
    blocked = Set.copyOf(blockedDays);
    isShown = true;
    if (!isSameItem) {
      showItem();
    }
    if (!isSameFate) {
      showFate();
      showBegun(begun);
    }
  }

  private void showItem() {
    setClassName("fv-item fv-" + code(item.origin()));
    setClassName("fv-safety", item.isSafety());
    getElement().setAttribute("data-origin", code(item.origin()));
    getElement().setAttribute("data-open", String.valueOf(item.isOpen()));
    words.removeAll();
    words.add(tag(), what());
    movers.removeAll();
    movers.setVisible(!isClosed);
    if (!isClosed) {
      movers.add(mover("↑", "agenda.move-up", -1), mover("↓", "agenda.move-down", 1));
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
    var said = new H3(item.words());
    said.getElement().setAttribute("dir", "auto");
    said.addClassName(item.origin() == Origin.PERSON ? "fv-their-words" : "fv-our-words");
    var what = new Div(Folded.of(said, item.words()));
    what.addClassName("fv-what");
    if (!item.why().isBlank()) {
      var why = new Paragraph(item.why());
      why.getElement().setAttribute("dir", "auto");
      what.add(why);
    }
    return what;
  }

  private void showFate() {
    fate.removeAll();
    Fate decided = item.fate();
    fate.setClassName("fv-fate-done", decided != null);
    if (decided == null) {
      showChoices();
      return;
    }
    fate.add(new Span(FateText.title(decided, this)));
    for (String detail : FateText.details(decided, this)) {
      var small = new Span(detail);
      small.addClassName("fv-fate-details");
      small.getElement().setAttribute("dir", "auto");
      fate.add(Folded.of(small, detail));
    }
    if (!isClosed) {
      fate.add(choice("fate.change", click -> change(decided)));
    }
  }

  /** Takes the fate away; its words go on in their form. */
  private void change(Fate decided) {
    if (!(decided instanceof Fate.Discussed)) { // nothing is typed about it
      changes.typed(item, decided).keep(decided);
    }
    changes.decide(item, null);
  }

  /**
   * What was typed at this visit stands in its form again, the newest open; what was typed
   * elsewhere, or beside a fate that was given meanwhile, is offered.
   */
  private void showBegun(List<BegunFate> begun) {
    begunHere.removeAll();
    if (isClosed) {
      return;
    }
    boolean isFormOpen = false;
    for (BegunFate one : begun) {
      if (one.isHere() && item.isOpen()) {
        if (!isFormOpen) {
          open(one.draft().value());
          isFormOpen = true;
        }
      } else {
        begunHere.add(offer(one));
      }
    }
  }

  private BegunEarlier offer(BegunFate begun) {
    Fate typed = begun.draft().value();
    TypedForm<Fate> form = changes.typed(item, typed);
    var text = new Paragraph(FateText.title(typed, this) + " · " + FateText.details(typed, this));
    text.getElement().setAttribute("dir", "auto");
    text.addClassName("fv-their-words");
    return new BegunEarlier(
        begun.draft().savedAt(),
        text,
        () -> {
          if (!begun.isHere()) {
            if (form.here().isPresent()) {
              return false;
            }
            form.use(begun.draft());
          }
          open(typed);
          return true;
        },
        () -> form.discard(begun.draft()));
  }

  private void showChoices() {
    fate.removeAll();
    fate.add(
        choice("fate.discussed", click -> changes.decide(item, new Fate.Discussed(""))),
        choice("fate.decided", click -> openKind(FateForm.DECIDED_TOGETHER)),
        choice("fate.later", click -> openKind(FateForm.LATER)),
        choice("fate.more", click -> showMoreChoices()));
  }

  private void showMoreChoices() {
    fate.removeAll();
    fate.add(
        choice("fate.not-now", click -> openKind(FateForm.NOT_NOW)),
        choice("fate.safety-net", click -> openKind(FateForm.SAFETY_NET)));
    if (item.mayBeDropped()) {
      fate.add(choice("fate.dropped", click -> openKind(FateForm.DROPPED)));
    }
    fate.add(choice("fate.form.back", click -> showChoices()));
  }

  /** Opens a form with what was typed into it before, if anything was. */
  private void openKind(Fate empty) {
    open(changes.typed(item, empty).here().map(Draft::value).orElse(empty)).focusFirst();
  }

  private FateForm open(Fate start) {
    TypedForm<Fate> typed = changes.typed(item, start);
    var form = new FateForm(start, blocked, typed::keep, decided -> changes.decide(item, decided));
    fate.removeAll();
    fate.setClassName("fv-fate-done", false);
    fate.add(form, choice("fate.form.back", click -> showFate()));
    return form;
  }

  private Button choice(String key, Consumer<Object> chosen) {
    var button = new Button(getTranslation(key), chosen::accept);
    button.addClassName("fv-small");
    button.setAriaLabel(
        getTranslation("agenda.choice", getTranslation(key), Folded.start(item.words())));
    return button;
  }

  private Button mover(String arrow, String key, int places) {
    var button = new Button(arrow, click -> changes.move(item, places));
    button.setAriaLabel(getTranslation(key, Folded.start(item.words())));
    button.addClassName("fv-quiet");
    return button;
  }

  boolean isOf(AgendaItemId id) {
    return item.id().equals(id);
  }

  void focusRow() {
    getElement().callJsFunction("focus");
  }

  private static String code(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
