package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.BegunWords;
import org.flippedvisit.app.agenda.AgendaForms.NewItem;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.NamedSelect;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;

/** Takes the words of a new item, from either side, and keeps them until it is added. */
final class AddItem extends Div {
  private static final long serialVersionUID = 1L;

  private final transient AgendaOnPage page;
  private final transient Consumer<NewItem> added;
  private final Div begunElsewhere = new Div();
  private final TextField words = new TextField();
  private final NamedSelect<Origin> origin = new NamedSelect<>();

  AddItem(AgendaOnPage page, Consumer<NewItem> added) {
    this.page = page;
    this.added = added;
    words.setLabel(getTranslation("agenda.add.words"));
    words.setTestId("agenda-add-words");
    origin.setLabel(getTranslation("agenda.add.from"));
    origin.setItems(Origin.PERSON, Origin.TEAM);
    origin.setItemLabelGenerator(one -> getTranslation("agenda.origin." + WriteText.key(one)));
    origin.setValue(Origin.PERSON);
    TypedWords.report(words, this::keep);
    origin.addValueChangeListener(change -> keep());
    var add = new Button(getTranslation("agenda.add"), click -> add());
    add.setTestId("agenda-add");
    begunElsewhere.addClassName("fv-begun-here");
    var adding = new Div(words, origin, add);
    adding.addClassName("fv-adding");
    add(begunElsewhere, adding);
  }

  /** What was typed at this visit stands in its field again; what has no place here is offered. */
  void restore(Agenda agenda) {
    TypedForm<NewItem> form = page.typedItem();
    form.here().map(Draft::value).ifPresent(this::fill);
    for (Draft<NewItem> earlier : form.elsewhere()) {
      begunElsewhere.add(
          new BegunEarlier(
              earlier.savedAt(),
              new Words(earlier.value().words(), Words.Size.SMALL),
              () -> takeOver(earlier.value(), () -> form.use(earlier)),
              () -> form.discard(earlier)));
    }
    page.begunFates().stream()
        .filter(begun -> agenda.find(begun.item()).isEmpty())
        .forEach(begun -> begunElsewhere.add(offer(begun)));
    page.begunWords().stream()
        .filter(begun -> agenda.find(begun.item()).isEmpty())
        .forEach(begun -> begunElsewhere.add(offer(begun)));
  }

  private BegunEarlier offer(BegunFate begun) {
    Fate fate = begun.draft().value();
    return offer(
        String.join(" · ", FateText.details(fate, this)),
        begun.draft(),
        page.typedFate(begun.item(), fate));
  }

  private BegunEarlier offer(BegunWords begun) {
    return offer(begun.draft().value(), begun.draft(), page.typedWords(begun.item()));
  }

  /** Words for an item that does not stand on this agenda: they may become an item of their own. */
  private <T> BegunEarlier offer(String text, Draft<T> draft, TypedForm<T> form) {
    var item = new NewItem(text, Origin.TEAM);
    return new BegunEarlier(
        draft.savedAt(),
        new Words(text, Words.Size.SMALL),
        () ->
            takeOver(
                item,
                () -> {
                  page.typedItem().keep(item);
                  form.discard(draft);
                }),
        () -> form.discard(draft));
  }

  private boolean takeOver(NewItem item, Runnable keep) {
    if (!words.isEmpty()) {
      return false;
    }
    keep.run();
    fill(item);
    return true;
  }

  private void fill(NewItem item) {
    origin.setValue(item.origin());
    words.setValue(item.words());
  }

  /** Puts words into the field that would be lost elsewhere, where nothing stands in it. */
  void offer(String itsWords) {
    if (words.isEmpty() && !itsWords.isBlank()) {
      words.setValue(itsWords);
    }
  }

  private void keep() {
    page.typedItem().keep(typed());
  }

  private NewItem typed() {
    return words.getValue().isBlank()
        ? NewItem.NOTHING
        : new NewItem(words.getValue(), origin.getValue());
  }

  private void add() {
    NewItem typed = typed();
    if (!typed.words().isBlank()) {
      added.accept(typed);
      words.clear(); // and with it what was kept of it
    }
  }
}
