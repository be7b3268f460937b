package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.Fate;
import org.jspecify.annotations.Nullable;

/** What became of an item, or what may: the choices, the form of one, words that were begun. */
final class FateCell extends Div {
  private static final long serialVersionUID = 1L;

  private final transient AgendaRow.Changes changes;
  private final Div fate = new Div();
  private final Div begunHere = new Div();
  private transient AgendaItem item;
  private transient BlockedDays blocked = BlockedDays.NONE;
  private boolean isClosed;
  private boolean isShown;

  FateCell(AgendaItem item, AgendaRow.Changes changes) {
    this.item = item;
    this.changes = changes;
    addClassName("fv-fate-cell");
    fate.addClassName("fv-fate");
    begunHere.addClassName("fv-begun-here");
    add(fate, begunHere);
  }

  /**
   * Shows what became of the item. Where that did not change, an open form stays as it is.
   *
   * @param begun what the signed-in person typed for this item and did not keep
   */
  void show(AgendaItem now, boolean closed, BlockedDays blockedDays, List<BegunFate> begun) {
    boolean isSame = isShown && Objects.equals(now.fate(), item.fate()) && closed == isClosed;
    item = now;
    isClosed = closed;
    blocked = blockedDays;
    isShown = true;
    if (!isSame) {
      showFate();
      showBegun(begun);
    }
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
      if (one.isHere() && item.fate() == null) {
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
    var text =
        new Paragraph(
            FateText.title(typed, this)
                + " · "
                + String.join(" · ", FateText.details(typed, this)));
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

  private Button choice(String key, Consumer<@Nullable Object> chosen) {
    var button = new Button(getTranslation(key), chosen::accept);
    button.addClassName("fv-small");
    button.setAriaLabel(
        getTranslation("agenda.choice", getTranslation(key), Folded.start(item.words())));
    return button;
  }
}
