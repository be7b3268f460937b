package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.BegunWords;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.Fate;
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
  private final JoinOffers suggestions = new JoinOffers(this::join, this::keepApart);
  private final AddItem adding;
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
    undo.setText(getTranslation("agenda.undo"));
    undo.addClassName("fv-quiet");
    undo.setTestId("agenda-undo");
    undo.addClickListener(click -> undo());
    undo.setVisible(false);
    var head = new Div(new H2(getTranslation("agenda.title")), summary, undo);
    head.addClassName("fv-row");
    adding = new AddItem(page, typed -> addItem(typed.words(), typed.origin(), false));
    adding.setVisible(false);
    add(head, suggestions, list, elsewhere, adding, announcement);
  }

  /** Shows the agenda as it is kept now, with days that the person asked to keep free. */
  void show(Agenda agenda, BlockedDays blockedDays) {
    blocked = blockedDays;
    show(agenda, (AgendaItemId) null);
    if (!isRestored && !agenda.isClosed()) {
      isRestored = true;
      adding.restore(agenda);
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
    List<BegunWords> begunWords = page.begunWords();
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
          begun.stream().filter(one -> one.item().equals(item.id())).toList(),
          begunWords.stream().filter(one -> one.item().equals(item.id())).toList());
      if (item.id().equals(focus)) {
        row.focusRow();
      }
    }
    markSafety(items);
    summary.setText(summarise(items));
    showElsewhere(agenda, items);
    suggestions.show(agenda);
    undo.setVisible(page.canUndo() && !agenda.isClosed());
    adding.setVisible(!agenda.isClosed());
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

  private void keepApart(AgendaItemId one, AgendaItemId other) {
    show(page.change(agenda -> agenda.withKeptApart(one, other)), one);
    announcement.setText(getTranslation("agenda.announce.apart"));
  }

  private void undo() {
    Optional<AgendaOnPage.Undone> undone = page.undo();
    if (undone.isEmpty()) {
      refresh();
      announcement.setText(getTranslation("agenda.announce.not-undone"));
      return;
    }
    show(undone.get().agenda(), (AgendaItemId) null);
    adding.offer(undone.get().words());
    announcement.setText(getTranslation("agenda.announce.undone"));
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

  private String summarise(List<AgendaItem> items) {
    var parts = new ArrayList<String>();
    for (Origin from : List.of(Origin.BOTH, Origin.PERSON, Origin.CARRIED_OVER, Origin.TEAM)) {
      long count = items.stream().filter(item -> item.shownOrigin() == from).count();
      if (count > 0) {
        parts.add(getTranslation("agenda.count." + WriteText.key(from), count));
      }
    }
    return parts.isEmpty() ? getTranslation("agenda.empty") : String.join(" · ", parts);
  }

  private void announce(String key, String itsWords) {
    announcement.setText(getTranslation(key, Folded.start(itsWords)));
  }
}
