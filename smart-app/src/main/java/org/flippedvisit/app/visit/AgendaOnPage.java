package org.flippedvisit.app.visit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.agenda.AgendaForms;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.BegunWords;
import org.flippedvisit.app.agenda.AgendaForms.NewItem;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.agenda.AgendaService.Changed;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.AgendaUndo;
import org.flippedvisit.fhir.agenda.Fate;

/**
 * The agenda of one visit as one page changes it: every change is kept at once, and what was done
 * on this page can be taken back on this page.
 */
final class AgendaOnPage {
  /** More than anybody takes back in one visit. */
  private static final int STEPS = 50;

  private final Launch launch;
  private final AgendaService agenda;
  private final AgendaForms forms;
  private final Supplier<String> me;
  private final Deque<Changed> done = new ArrayDeque<>();

  /**
   * @param me who works on this page, as others see them named; empty when not known
   */
  AgendaOnPage(Launch launch, AgendaService agenda, AgendaForms forms, Supplier<String> me) {
    this.launch = launch;
    this.agenda = agenda;
    this.forms = forms;
    this.me = me;
  }

  Agenda current() {
    return agenda.current(launch);
  }

  /** Keeps a change of this page. */
  Agenda change(UnaryOperator<Agenda> change) {
    Changed changed =
        agenda.change(launch, stored -> stored.isClosed() ? stored : change.apply(stored));
    if (changed.isDifferent()) {
      done.push(changed);
      if (done.size() > STEPS) {
        done.removeLast();
      }
    }
    return changed.after();
  }

  boolean canUndo() {
    return !done.isEmpty();
  }

  /**
   * Takes back what this page did last.
   *
   * @return empty when somebody else has changed the same since: then it stays
   */
  Optional<Undone> undo() {
    if (done.isEmpty()) {
      return Optional.empty();
    }
    Changed last = done.pop();
    Changed undone =
        agenda.change(
            launch, stored -> AgendaUndo.of(stored, last.before(), last.after()).orElse(stored));
    return undone.isDifferent()
        ? Optional.of(new Undone(undone.after(), wordsAdded(last)))
        : Optional.empty();
  }

  /**
   * What was taken back.
   *
   * @param words of the item that had been added, so that they are not lost; empty when none was
   */
  record Undone(Agenda agenda, String words) {}

  private static String wordsAdded(Changed step) {
    return step.after().items().stream()
        .filter(item -> !step.before().holds(item.id()))
        .map(item -> item.words())
        .findFirst()
        .orElse("");
  }

  String me() {
    return me.get();
  }

  TypedForm<Fate> typedFate(AgendaItemId item, Fate kind) {
    return forms.fate(launch, item, kind);
  }

  List<BegunFate> begunFates() {
    return forms.begunFates(launch);
  }

  List<BegunWords> begunWords() {
    return forms.begunWords(launch);
  }

  TypedForm<NewItem> typedItem() {
    return forms.newItem(launch);
  }

  TypedForm<String> typedWords(AgendaItemId item) {
    return forms.words(launch, item);
  }
}
