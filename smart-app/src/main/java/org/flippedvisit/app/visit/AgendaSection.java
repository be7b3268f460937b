package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.NewItem;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The agenda as one ordered list that either side can add to, move and decide; every change is kept
 * at once.
 */
final class AgendaSection extends Section implements AgendaRow.Changes {
  private static final long serialVersionUID = 1L;

  private final transient Keeper keeper;
  private final OrderedList list = new OrderedList();
  private final transient Map<AgendaItemId, AgendaRow> rows = new HashMap<>();
  private final Paragraph summary = new Paragraph();
  private final Paragraph announcement = new Paragraph();
  private final Div begunElsewhere = new Div();
  private final Div adding = new Div();
  private final TextField words = new TextField();
  private final Select<Origin> origin = new Select<>();
  private transient Set<LocalDate> blocked = Set.of();
  private boolean isRestored;

  /** Keeps a change and gives back the agenda as it is kept; keeps what is typed before that. */
  interface Keeper {
    Agenda change(UnaryOperator<Agenda> change);

    /** Called after each change. */
    void changed(Agenda agenda);

    TypedForm<Fate> typedFate(AgendaItemId item, Fate kind);

    List<BegunFate> begunFates();

    TypedForm<NewItem> typedItem();
  }

  AgendaSection(Keeper keeper) {
    this.keeper = keeper;
    addClassName("fv-agenda");
    summary.addClassName("fv-soft");
    announcement.addClassName("fv-visually-hidden");
    announcement.getElement().setAttribute("role", "status");
    begunElsewhere.addClassName("fv-begun-here");
    var head = new Div(new H2(getTranslation("agenda.title")), summary);
    head.addClassName("fv-row");
    buildAdding();
    adding.setVisible(false);
    add(head, list, begunElsewhere, adding, announcement);
  }

  void show(Agenda agenda, Set<LocalDate> blockedDays) {
    blocked = Set.copyOf(blockedDays);
    show(agenda, (AgendaItemId) null);
    if (!isRestored && !agenda.isClosed()) {
      isRestored = true;
      restore(agenda);
    }
  }

  private void show(Agenda agenda, @Nullable AgendaItemId focus) {
    List<BegunFate> begun = keeper.begunFates();
    for (int place = 0; place < agenda.items().size(); place++) {
      AgendaItem item = agenda.items().get(place);
      AgendaRow row = rows.computeIfAbsent(item.id(), id -> new AgendaRow(item, this));
      putAt(place, row);
      row.show(
          item,
          agenda.isClosed(),
          blocked,
          begun.stream().filter(one -> one.item().equals(item.id())).toList());
      if (item.id().equals(focus)) {
        row.focusRow();
      }
    }
    summary.setText(summarise(agenda));
    adding.setVisible(!agenda.isClosed());
    begunElsewhere.setVisible(!agenda.isClosed());
    keeper.changed(agenda);
  }

  /** Moves only what is not in its place: a row that is moved loses the focus. */
  private void putAt(int place, AgendaRow row) {
    boolean isThere = place < list.getComponentCount() && list.getComponentAt(place).equals(row);
    if (!isThere) {
      list.addComponentAtIndex(place, row);
    }
  }

  /** What was typed at this visit stands in its field again; what has no place here is offered. */
  private void restore(Agenda agenda) {
    TypedForm<NewItem> form = keeper.typedItem();
    form.here().map(Draft::value).ifPresent(this::fill);
    for (Draft<NewItem> earlier : form.elsewhere()) {
      begunElsewhere.add(
          new BegunEarlier(
              earlier.savedAt(),
              new Words(earlier.value().words(), Words.Size.SMALL),
              () -> takeOver(earlier.value(), () -> form.use(earlier)),
              () -> form.discard(earlier)));
    }
    keeper.begunFates().stream()
        .filter(begun -> agenda.find(begun.item()).isEmpty())
        .forEach(begun -> begunElsewhere.add(offer(begun)));
  }

  /** Words for an item that does not stand on this agenda: they may become an item of their own. */
  private BegunEarlier offer(BegunFate begun) {
    Fate fate = begun.draft().value();
    String text = String.join(" · ", FateText.details(fate, this));
    TypedForm<Fate> form = keeper.typedFate(begun.item(), fate);
    return new BegunEarlier(
        begun.draft().savedAt(),
        new Words(text, Words.Size.SMALL),
        () ->
            takeOver(
                new NewItem(text, Origin.TEAM),
                () -> {
                  keeper.typedItem().keep(new NewItem(text, Origin.TEAM));
                  form.discard(begun.draft());
                }),
        () -> form.discard(begun.draft()));
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

  @Override
  public TypedForm<Fate> typed(AgendaItem item, Fate kind) {
    return keeper.typedFate(item.id(), kind);
  }

  @Override
  public void decide(AgendaItem item, @Nullable Fate fate) {
    Agenda changed = keeper.change(agenda -> agenda.withFate(item.id(), fate));
    if (fate != null) {
      keeper.typedFate(item.id(), fate).stored(fate);
    }
    show(changed, item.id());
    announce(fate == null ? "agenda.announce.open" : "agenda.announce.decided", item.words());
  }

  @Override
  public void move(AgendaItem item, int places) {
    Agenda moved = keeper.change(agenda -> agenda.withItemMoved(item.id(), places));
    show(moved, item.id());
    int position = moved.items().stream().map(AgendaItem::id).toList().indexOf(item.id()) + 1;
    announcement.setText(
        getTranslation(
            "agenda.announce.moved", Folded.start(item.words()), position, moved.items().size()));
  }

  /** Adds an item that somebody typed. */
  void addItem(String itsWords, Origin from, boolean isRaisedAtEnd) {
    var item =
        new AgendaItem(
            AgendaService.newId(),
            from,
            itsWords,
            "",
            null,
            null,
            LocalDate.now(ZoneId.systemDefault()),
            false,
            isRaisedAtEnd);
    show(keeper.change(agenda -> agenda.withItemAdded(item)), item.id());
    announce("agenda.announce.added", itsWords);
  }

  private void buildAdding() {
    words.setLabel(getTranslation("agenda.add.words"));
    words.setTestId("agenda-add-words");
    origin.setLabel(getTranslation("agenda.add.from"));
    origin.setItems(Origin.PERSON, Origin.TEAM);
    origin.setItemLabelGenerator(
        one -> getTranslation("agenda.origin." + one.name().toLowerCase(Locale.ROOT)));
    origin.setValue(Origin.PERSON);
    TypedWords.report(words, this::keepTyped);
    origin.addValueChangeListener(change -> keepTyped());
    var add = new Button(getTranslation("agenda.add"), click -> addTyped());
    add.setTestId("agenda-add");
    adding.addClassName("fv-adding");
    adding.add(words, origin, add);
  }

  private void keepTyped() {
    keeper.typedItem().keep(typed());
  }

  private NewItem typed() {
    return words.getValue().isBlank()
        ? NewItem.NOTHING
        : new NewItem(words.getValue(), origin.getValue());
  }

  private void addTyped() {
    NewItem typed = typed();
    if (!typed.words().isBlank()) {
      addItem(typed.words(), typed.origin(), false);
      words.clear(); // and with it what was kept of it
    }
  }

  private String summarise(Agenda agenda) {
    var parts = new ArrayList<String>();
    for (Origin from : Origin.values()) {
      long count = agenda.items().stream().filter(item -> item.origin() == from).count();
      if (count > 0) {
        parts.add(
            getTranslation(
                "agenda.count." + from.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
      }
    }
    return parts.isEmpty() ? getTranslation("agenda.empty") : String.join(" · ", parts);
  }

  private void announce(String key, String itsWords) {
    announcement.setText(getTranslation(key, Folded.start(itsWords)));
  }
}
