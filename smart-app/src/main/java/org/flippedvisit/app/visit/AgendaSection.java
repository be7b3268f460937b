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
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.TypedWords;
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
  private final Paragraph summary = new Paragraph();
  private final Paragraph announcement = new Paragraph();
  private final Div adding = new Div();
  private transient Set<LocalDate> blocked = Set.of();

  /** Keeps a change and gives back the agenda as it is kept. */
  interface Keeper {
    Agenda change(UnaryOperator<Agenda> change);

    /** Called after each change. */
    void changed(Agenda agenda);
  }

  AgendaSection(Keeper keeper) {
    this.keeper = keeper;
    addClassName("fv-agenda");
    summary.addClassName("fv-soft");
    announcement.addClassName("fv-visually-hidden");
    announcement.getElement().setAttribute("role", "status");
    var head = new Div(new H2(getTranslation("agenda.title")), summary);
    head.addClassName("fv-row");
    add(head, list, adding, announcement);
    showAdding();
  }

  void show(Agenda agenda, Set<LocalDate> blockedDays) {
    blocked = Set.copyOf(blockedDays);
    show(agenda, (AgendaItemId) null);
  }

  private void show(Agenda agenda, @Nullable AgendaItemId focus) {
    list.removeAll();
    for (AgendaItem item : agenda.items()) {
      var row = new AgendaRow(item, agenda.isClosed(), blocked, this);
      list.add(row);
      if (item.id().equals(focus)) {
        row.focusRow();
      }
    }
    summary.setText(summarise(agenda));
    adding.setVisible(!agenda.isClosed());
    keeper.changed(agenda);
  }

  @Override
  public void decide(AgendaItem item, @Nullable Fate fate) {
    show(keeper.change(agenda -> agenda.withFate(item.id(), fate)), item.id());
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
  void addItem(String words, Origin origin, boolean isRaisedAtEnd) {
    var item =
        new AgendaItem(
            AgendaService.newId(),
            origin,
            words,
            "",
            null,
            null,
            LocalDate.now(ZoneId.systemDefault()),
            false,
            isRaisedAtEnd);
    show(keeper.change(agenda -> agenda.withItemAdded(item)), item.id());
    announce("agenda.announce.added", words);
  }

  private void showAdding() {
    var words = new TextField(getTranslation("agenda.add.words"));
    words.setTestId("agenda-add-words");
    TypedWords.limit(words);
    var origin = new Select<Origin>();
    origin.setLabel(getTranslation("agenda.add.from"));
    origin.setItems(Origin.PERSON, Origin.TEAM);
    origin.setItemLabelGenerator(
        one -> getTranslation("agenda.origin." + one.name().toLowerCase(Locale.ROOT)));
    origin.setValue(Origin.PERSON);
    var add =
        new Button(
            getTranslation("agenda.add"),
            click -> {
              if (!words.getValue().isBlank()) {
                addItem(words.getValue(), origin.getValue(), false);
                words.clear();
              }
            });
    add.setTestId("agenda-add");
    adding.addClassName("fv-adding");
    adding.add(words, origin, add);
  }

  private String summarise(Agenda agenda) {
    var parts = new ArrayList<String>();
    for (Origin origin : Origin.values()) {
      long count = agenda.items().stream().filter(item -> item.origin() == origin).count();
      if (count > 0) {
        parts.add(
            getTranslation(
                "agenda.count." + origin.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
      }
    }
    return parts.isEmpty() ? getTranslation("agenda.empty") : String.join(" · ", parts);
  }

  private void announce(String key, String words) {
    announcement.setText(getTranslation(key, Folded.start(words)));
  }
}
