package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.JoinSuggestion;
import org.flippedvisit.fhir.agenda.JoinSuggestions;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.Prompts;
import org.jspecify.annotations.Nullable;

/**
 * The agenda as one ordered list that either side can add to, move, join and decide; every change
 * is kept at once, and what others change at the same time is shown as it comes.
 */
final class AgendaSection extends Section implements AgendaRow.Changes {
  private static final long serialVersionUID = 1L;

  private final transient AgendaOnPage page;
  private final transient Consumer<Agenda> changed;
  private final OrderedList list = new OrderedList();
  private final transient Map<AgendaItemId, AgendaRow> rows = new HashMap<>();
  private final Paragraph summary = new Paragraph();
  private final Paragraph announcement = new Paragraph();
  private final Paragraph elsewhere = new Paragraph();
  private final Div suggestions = new Div();
  private final Div begunElsewhere = new Div();
  private final Div adding = new Div();
  private final TextField words = new TextField();
  private final Select<Origin> origin = new Select<>();
  private final Button undo = new Button();
  private transient BlockedDays blocked = BlockedDays.NONE;
  private transient Agenda shown = Agenda.EMPTY;
  private @Nullable Integer age;
  private Mode mode = Mode.TOGETHER;
  private boolean isRestored;

  /**
   * @param changed called after each change, with the agenda as it is kept
   */
  AgendaSection(AgendaOnPage page, Consumer<Agenda> changed) {
    this.page = page;
    this.changed = changed;
    addClassName("fv-agenda");
    summary.addClassName("fv-soft");
    announcement.addClassName("fv-visually-hidden");
    announcement.getElement().setAttribute("role", "status");
    elsewhere.addClassName("fv-soft");
    elsewhere.setVisible(false);
    begunElsewhere.addClassName("fv-begun-here");
    suggestions.addClassName("fv-suggestions");
    undo.setText(getTranslation("agenda.undo"));
    undo.addClassName("fv-quiet");
    undo.setTestId("agenda-undo");
    undo.addClickListener(click -> undo());
    undo.setVisible(false);
    var head = new Div(new H2(getTranslation("agenda.title")), summary, undo);
    head.addClassName("fv-row");
    buildAdding();
    adding.setVisible(false);
    add(head, suggestions, list, elsewhere, begunElsewhere, adding, announcement);
  }

  /** Shows the agenda as it is kept now, with days that the person asked to keep free. */
  void show(Agenda agenda, BlockedDays blockedDays) {
    blocked = blockedDays;
    show(agenda, (AgendaItemId) null);
    if (!isRestored && !agenda.isClosed()) {
      isRestored = true;
      restore(agenda);
    }
  }

  /** Shows what others changed; what is typed here stays. */
  void refresh() {
    show(page.current(), (AgendaItemId) null);
  }

  /** Items that are not for whoever looks now are not on the page at all. */
  void setMode(Mode now) {
    mode = now;
    announcement.setText(""); // it may name what is for nobody else's ears
    show(shown, (AgendaItemId) null);
  }

  /** The person’s age, for questions that fit. */
  void setAge(int years) {
    age = years;
  }

  private void show(Agenda agenda, @Nullable AgendaItemId focus) {
    shown = agenda;
    List<BegunFate> begun = page.begunFates();
    List<AgendaItem> items = visible(agenda);
    dropRowsWithout(items);
    for (int place = 0; place < items.size(); place++) {
      AgendaItem item = items.get(place);
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
    markSafety(items);
    summary.setText(summarise(items));
    showElsewhere(agenda, items);
    showSuggestions(agenda);
    undo.setVisible(page.canUndo() && !agenda.isClosed());
    adding.setVisible(!agenda.isClosed());
    begunElsewhere.setVisible(!agenda.isClosed());
    changed.accept(agenda);
  }

  /** Gone are items that were joined to others, taken back, or are not for whoever looks now. */
  private void dropRowsWithout(List<AgendaItem> items) {
    Set<AgendaItemId> ids = items.stream().map(AgendaItem::id).collect(Collectors.toSet());
    rows.entrySet()
        .removeIf(
            row -> {
              boolean isGone = !ids.contains(row.getKey());
              if (isGone) {
                list.remove(row.getValue());
              }
              return isGone;
            });
  }

  /** Moves only what is not in its place: a row that is moved loses the focus. */
  private void putAt(int place, AgendaRow row) {
    boolean isThere = place < list.getComponentCount() && list.getComponentAt(place).equals(row);
    if (!isThere) {
      list.addComponentAtIndex(place, row);
    }
  }

  /** The mark beside what matters leads to the first of them. */
  private void markSafety(List<AgendaItem> items) {
    Optional<AgendaItemId> first =
        items.stream().filter(AgendaItem::bearsOnSafety).map(AgendaItem::id).findFirst();
    rows.forEach((id, row) -> row.markSafety(first.filter(id::equals).isPresent()));
  }

  /** An open item that is not shown must not be forgotten; what it is, is not said. */
  private void showElsewhere(Agenda agenda, List<AgendaItem> items) {
    boolean isOpenElsewhere =
        agenda.items().stream().anyMatch(item -> item.isOpen() && !items.contains(item));
    boolean isOpenHere = items.stream().anyMatch(AgendaItem::isOpen);
    elsewhere.setText(getTranslation("agenda.elsewhere"));
    elsewhere.setVisible(isOpenElsewhere && !isOpenHere);
  }

  private void showSuggestions(Agenda agenda) {
    suggestions.removeAll();
    if (!agenda.isClosed()) {
      JoinSuggestions.of(agenda, getLocale()).forEach(this::suggest);
    }
  }

  private void suggest(JoinSuggestion suggestion) {
    var reason = new Span(suggestion.reason());
    reason.getElement().setAttribute("dir", "auto");
    var same =
        new Button(
            getTranslation("agenda.suggestion.same"),
            click -> join(suggestion.one(), suggestion.other()));
    same.setTestId("join");
    var two =
        new Button(
            getTranslation("agenda.suggestion.two"),
            click -> {
              show(
                  page.change(agenda -> agenda.withKeptApart(suggestion.one(), suggestion.other())),
                  suggestion.one());
              announcement.setText(getTranslation("agenda.announce.apart"));
            });
    two.addClassName("fv-quiet");
    var line = new Div(reason, same, two);
    line.addClassName("fv-suggestion");
    suggestions.add(line);
  }

  private void undo() {
    Optional<AgendaOnPage.Undone> undone = page.undo();
    if (undone.isEmpty()) {
      refresh();
      announcement.setText(getTranslation("agenda.announce.not-undone"));
      return;
    }
    show(undone.get().agenda(), (AgendaItemId) null);
    if (words.isEmpty() && !undone.get().words().isBlank()) {
      words.setValue(undone.get().words());
    }
    announcement.setText(getTranslation("agenda.announce.undone"));
  }

  /** What was typed at this visit stands in its field again; what has no place here is offered. */
  private void restore(Agenda agenda) {
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
  }

  /** Words for an item that does not stand on this agenda: they may become an item of their own. */
  private BegunEarlier offer(BegunFate begun) {
    Fate fate = begun.draft().value();
    String text = String.join(" · ", FateText.details(fate, this));
    TypedForm<Fate> form = page.typedFate(begun.item(), fate);
    return new BegunEarlier(
        begun.draft().savedAt(),
        new Words(text, Words.Size.SMALL),
        () ->
            takeOver(
                new NewItem(text, Origin.TEAM),
                () -> {
                  page.typedItem().keep(new NewItem(text, Origin.TEAM));
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
    return page.typedFate(item.id(), kind);
  }

  @Override
  public TypedForm<String> typedWords(AgendaItem item) {
    return page.typedWords(item.id());
  }

  @Override
  public void decide(AgendaItem item, @Nullable Fate fate) {
    Agenda now = page.change(agenda -> agenda.withFate(item, fate, page.me()));
    if (fate != null) {
      page.typedFate(item.id(), fate).stored(fate);
    }
    show(now, item.id());
    announce(fate == null ? "agenda.announce.open" : "agenda.announce.decided", item.words());
  }

  @Override
  public void reword(AgendaItem item, String newWords) {
    Agenda now = page.change(agenda -> agenda.withWords(item, newWords, page.me()));
    page.typedWords(item.id()).stored(newWords);
    show(now, item.id());
    announce("agenda.announce.decided", newWords);
  }

  @Override
  public void choose(AgendaItem item, OtherVersion version, boolean isTaken) {
    show(
        page.change(
            agenda ->
                isTaken
                    ? agenda.withVersionChosen(item.id(), version)
                    : agenda.withVersionLeft(item.id(), version)),
        item.id());
    announce("agenda.announce.decided", item.words());
  }

  @Override
  public void move(AgendaItem item, int places) {
    List<AgendaItem> here = visible(shown);
    int place = ids(here).indexOf(item.id());
    if (place >= 0) {
      moveTo(item.id(), here.get(Math.clamp(place + places, 0, here.size() - 1)));
    }
  }

  @Override
  public void moveTo(AgendaItemId item, AgendaItem place) {
    Agenda moved =
        page.change(
            agenda ->
                agenda.find(place.id()).isEmpty()
                    ? agenda
                    : agenda.withItemMovedTo(item, ids(agenda.items()).indexOf(place.id())));
    moved.find(item).ifPresent(one -> showMoved(one, moved));
  }

  private void showMoved(AgendaItem item, Agenda moved) {
    show(moved, item.id());
    announcement.setText(
        getTranslation(
            "agenda.announce.moved",
            Folded.start(item.words()),
            ids(visible(moved)).indexOf(item.id()) + 1,
            visible(moved).size()));
  }

  /** What stands on the page, for whoever looks now. */
  private List<AgendaItem> visible(Agenda agenda) {
    return agenda.items().stream().filter(item -> mode.shows(item.privacy())).toList();
  }

  private static List<AgendaItemId> ids(List<AgendaItem> items) {
    return items.stream().map(AgendaItem::id).toList();
  }

  @Override
  public void join(AgendaItem item, AgendaItem other) {
    join(item.id(), other.id());
  }

  private void join(AgendaItemId one, AgendaItemId other) {
    Agenda joined = page.change(agenda -> agenda.withItemsJoined(one, other));
    show(joined, joined.find(one).isPresent() ? one : other);
    announcement.setText(getTranslation("agenda.announce.joined"));
  }

  @Override
  public void split(AgendaItem item, AgendaItem part) {
    show(page.change(agenda -> agenda.withItemSplit(item.id(), part.id())), part.id());
    announce("agenda.announce.split", part.words());
  }

  @Override
  public void setPrivacy(AgendaItem item, Privacy privacy) {
    show(page.change(agenda -> agenda.withPrivacy(item.id(), privacy)), item.id());
    switch (privacy) {
      case OPEN -> announce("agenda.announce.open-to-all", item.words());
      case THIS_VISIT -> announce("agenda.announce.this-visit", item.words());
      // Who must not see the words must not hear them either.
      case ALONE -> announcement.setText(getTranslation("agenda.announce.alone"));
    }
  }

  @Override
  public List<AgendaItem> others(AgendaItem item) {
    return shown.items().stream()
        .filter(other -> !other.id().equals(item.id()) && other.privacy() == item.privacy())
        .toList();
  }

  @Override
  public List<String> prompts(AgendaItem item) {
    return Prompts.of(item, age, getLocale());
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
    show(page.change(agenda -> agenda.withItemAdded(item)), item.id());
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
    page.typedItem().keep(typed());
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

  private String summarise(List<AgendaItem> items) {
    var parts = new ArrayList<String>();
    for (Origin from : List.of(Origin.BOTH, Origin.PERSON, Origin.CARRIED_OVER, Origin.TEAM)) {
      long count = items.stream().filter(item -> item.shownOrigin() == from).count();
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
