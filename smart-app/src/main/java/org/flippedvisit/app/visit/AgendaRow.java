package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.BegunWords;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.Joined;
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.EarlierFate;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.jspecify.annotations.Nullable;

/** One line of the agenda: where it comes from, what it is, why it is here, what became of it. */
final class AgendaRow extends ListItem {
  private static final long serialVersionUID = 1L;

  private final transient Changes changes;
  private final Div words = new Div();
  private final FateCell fate;
  private final Div begun = new Div();
  private final Div foot = new Div();
  private final Div movers = new Div();
  private transient AgendaItem item;
  private @Nullable EditWords editing;
  private boolean isShown;
  private boolean isClosed;

  /** What a row may ask for. */
  interface Changes {
    void decide(AgendaItem item, @Nullable Fate fate);

    void move(AgendaItem item, int places);

    /** Puts an item where another stands. */
    void moveTo(AgendaItemId item, AgendaItem place);

    void reword(AgendaItem item, String words);

    void join(AgendaItem item, AgendaItem other);

    void split(AgendaItem item, AgendaItem part);

    void setPrivacy(AgendaItem item, Privacy privacy);

    /** Takes or leaves what somebody else wrote at the same moment. */
    void choose(AgendaItem item, OtherVersion version, boolean isTaken);

    /** What an item may be the same thing as. */
    List<AgendaItem> others(AgendaItem item);

    /** Questions that help with it. */
    List<String> prompts(AgendaItem item);

    /** What is typed for a fate of this kind. */
    TypedForm<Fate> typed(AgendaItem item, Fate kind);

    /** What is typed as its new words. */
    TypedForm<String> typedWords(AgendaItem item);
  }

  AgendaRow(AgendaItem item, Changes changes) {
    this.item = item;
    this.changes = changes;
    this.fate = new FateCell(item, changes);
    words.addClassName("fv-item-words");
    movers.addClassName("fv-movers");
    getElement().setAttribute("tabindex", "-1");
    begun.addClassName("fv-begun-here");
    foot.addClassName("fv-item-foot");
    add(words, begun, foot, movers);
    Shortcuts.addShortcutListener(
            this, () -> changes.move(this.item, -1), Key.ARROW_UP, KeyModifier.ALT)
        .listenOn(this);
    Shortcuts.addShortcutListener(
            this, () -> changes.move(this.item, 1), Key.ARROW_DOWN, KeyModifier.ALT)
        .listenOn(this);
    DropTarget.create(this)
        .addDropListener(
            drop ->
                drop.getDragData()
                    .filter(AgendaItemId.class::isInstance)
                    .ifPresent(id -> changes.moveTo((AgendaItemId) id, this.item)));
  }

  /**
   * Shows the item as it stands now. What did not change stays as it is, so that a form in which
   * somebody is typing does not go away because something else changed.
   *
   * @param begunFates what the signed-in person typed for this item and did not keep
   * @param begunWords new words that they began for it, at any visit
   */
  void show(
      AgendaItem now,
      boolean closed,
      BlockedDays blockedDays,
      List<BegunFate> begunFates,
      List<BegunWords> begunWords) {
    boolean isFirst = !isShown;
    boolean isSame = isShown && now.equals(item) && closed == isClosed;
    item = now;
    isClosed = closed;
    isShown = true;
    if (!isSame) {
      showItem();
    }
    if (isFirst && !closed) {
      begunWords.forEach(this::restore);
    }
    fate.show(now, closed, blockedDays, begunFates);
  }

  private void showItem() {
    Origin origin = item.shownOrigin();
    setClassName("fv-item fv-" + WriteText.key(origin));
    setClassName("fv-safety", item.bearsOnSafety());
    setClassName("fv-private", item.privacy() != Privacy.OPEN);
    getElement().setAttribute("data-origin", WriteText.key(origin));
    getElement().setAttribute("data-open", String.valueOf(item.isOpen()));
    if (isClosed) {
      editing = null;
    }
    showWords();
    foot.removeAll();
    foot.add(fate, new ItemGrounds(item, changes.prompts(item)));
    movers.removeAll();
    movers.setVisible(!isClosed);
    if (!isClosed) {
      movers.add(
          handle(),
          mover("↑", "agenda.move-up", -1),
          mover("↓", "agenda.move-down", 1),
          new ItemMenu(item, changes, this::editWords));
    }
  }

  private Div tags(Origin origin) {
    var tags = new Div();
    tags.addClassName("fv-tags");
    if (item.bearsOnSafety()) {
      tags.add(tag(getTranslation("agenda.safety")));
    } else if (item.isRaisedAtEnd()) {
      tags.add(tag(getTranslation("agenda.raised-at-end")));
    } else if (item.origin() == Origin.CARRIED_OVER) {
      tags.add(
          tag(getTranslation("agenda.waiting-since", Times.day(item.raisedOn(), getLocale()))));
    } else {
      tags.add(tag(getTranslation("agenda.origin." + WriteText.key(origin))));
    }
    if (item.privacy() != Privacy.OPEN) {
      tags.add(tag(getTranslation("agenda.privacy." + WriteText.key(item.privacy()))));
    }
    return tags;
  }

  private static Span tag(String text) {
    var tag = new Span(text);
    tag.addClassName("fv-tag");
    return tag;
  }

  private Div what() {
    var what = new Div(said(item, new H3(item.words())));
    what.addClassName("fv-what");
    if (!item.why().isBlank()) {
      what.add(why(item));
    }
    if (item.grounds().before() != null) {
      what.add(before(item.grounds().before()));
    }
    if (!item.joined().isEmpty()) {
      what.add(parts());
    }
    item.otherVersions().forEach(version -> what.add(version(version)));
    return what;
  }

  private static Component said(AgendaItem of, Component words) {
    words.getElement().setAttribute("dir", "auto");
    words.addClassName(of.origin() == Origin.PERSON ? "fv-their-words" : "fv-our-words");
    return Folded.of(words, of.words());
  }

  private static Component why(AgendaItem of) {
    var why = new Paragraph(of.why());
    why.getElement().setAttribute("dir", "auto");
    return Folded.of(why, of.why());
  }

  /** What became of it at an earlier visit, in the words of then. */
  private Component before(EarlierFate before) {
    String words = String.join(" · ", FateText.details(before.fate(), this));
    String text =
        getTranslation(
            "agenda.before",
            Times.day(before.on(), getLocale()),
            FateText.title(before.fate(), this));
    var line = new Paragraph(words.isEmpty() ? text : text + " · " + words);
    line.getElement().setAttribute("dir", "auto");
    line.addClassName("fv-before");
    return Folded.of(line, line.getText());
  }

  /** The items that are the same thing, each with its own words. */
  private UnorderedList parts() {
    var parts = new UnorderedList();
    parts.addClassName("fv-parts");
    for (Joined joined : item.joined()) {
      AgendaItem part = joined.item();
      var line = new ListItem(said(part, new Span(part.words())));
      if (!part.why().isBlank()) {
        line.add(why(part));
      }
      EarlierFate earlier = part.grounds().before();
      if (earlier != null && !earlier.equals(item.grounds().before())) {
        line.add(before(earlier));
      }
      if (!isClosed) {
        var apart = new Button(getTranslation("agenda.split"), click -> changes.split(item, part));
        apart.addClassName("fv-quiet");
        apart.setAriaLabel(getTranslation("agenda.split.which", Folded.start(part.words())));
        line.add(apart);
      }
      parts.add(line);
    }
    return parts;
  }

  /** Two people wrote at once: both are here until one of them, or a third, chooses. */
  private Div version(OtherVersion version) {
    var box = new Div();
    box.addClassName("fv-version");
    box.add(
        new Paragraph(
            version.by().isBlank()
                ? getTranslation("agenda.version")
                : getTranslation("agenda.version.by", version.by())));
    String text =
        version.words() != null
            ? version.words()
            : version.fate() == null
                ? ""
                : FateText.title(version.fate(), this)
                    + ": "
                    + String.join(" · ", FateText.details(version.fate(), this));
    var theirs = new Paragraph(text);
    theirs.getElement().setAttribute("dir", "auto");
    box.add(Folded.of(theirs, text));
    if (!isClosed) {
      box.add(
          new Button(
              getTranslation("agenda.version.take"), click -> changes.choose(item, version, true)),
          new Button(
              getTranslation("agenda.version.leave"),
              click -> changes.choose(item, version, false)));
    }
    return box;
  }

  /** Typed at this visit, they stand in their field again; typed at another, they are offered. */
  private void restore(BegunWords typed) {
    if (typed.isHere()) {
      openWords();
      return;
    }
    var offered = new Paragraph(typed.draft().value());
    offered.getElement().setAttribute("dir", "auto");
    offered.addClassName("fv-their-words");
    TypedForm<String> form = changes.typedWords(item);
    begun.add(
        new BegunEarlier(
            typed.draft().savedAt(),
            Folded.of(offered, typed.draft().value()),
            () -> {
              if (form.here().isPresent()) {
                return false;
              }
              form.use(typed.draft());
              openWords().focus();
              return true;
            },
            () -> form.discard(typed.draft())));
  }

  private void editWords() {
    openWords().focus();
  }

  /**
   * The words in a field, kept with every key until they are the item's. They are new words for
   * what stood there when it opened: what somebody else wrote meanwhile stays beside them.
   */
  private EditWords openWords() {
    AgendaItem before = item;
    var form =
        new EditWords(
            before.words(),
            changes.typedWords(before),
            typed -> {
              closeWords();
              changes.reword(before, typed);
            },
            this::closeWords);
    editing = form;
    showWords();
    return form;
  }

  private void closeWords() {
    editing = null;
    showWords();
  }

  private void showWords() {
    words.removeAll();
    words.add(tags(item.shownOrigin()), editing == null ? what() : editing);
  }

  /** For the mouse and the finger; the arrows do the same for everybody. */
  private Span handle() {
    var handle = new Span(getTranslation("agenda.drag"));
    handle.addClassName("fv-drag");
    handle.getElement().setAttribute("aria-hidden", "true");
    DragSource.create(handle).setDragData(item.id());
    return handle;
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

  /** The first that must not be left is where the mark beside what matters leads. */
  void markSafety(boolean isFirst) {
    if (isFirst) {
      setId("safety");
    } else {
      getElement().removeAttribute("id");
    }
  }

  void focusRow() {
    getElement().callJsFunction("focus");
  }
}
