package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.BiConsumer;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.JoinSuggestion;
import org.flippedvisit.fhir.agenda.JoinSuggestions;

/** Items that may be the same thing, each pair with its reason; people say whether they are. */
final class JoinOffers extends Div {
  private static final long serialVersionUID = 1L;

  private final transient BiConsumer<AgendaItemId, AgendaItemId> join;
  private final transient BiConsumer<AgendaItemId, AgendaItemId> keepApart;

  JoinOffers(
      BiConsumer<AgendaItemId, AgendaItemId> join,
      BiConsumer<AgendaItemId, AgendaItemId> keepApart) {
    this.join = join;
    this.keepApart = keepApart;
    addClassName("fv-suggestions");
  }

  void show(Agenda agenda) {
    removeAll();
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
            click -> join.accept(suggestion.one(), suggestion.other()));
    same.setTestId("join");
    var two =
        new Button(
            getTranslation("agenda.suggestion.two"),
            click -> keepApart.accept(suggestion.one(), suggestion.other()));
    two.addClassName("fv-quiet");
    var line = new Div(reason, same, two);
    line.addClassName("fv-suggestion");
    add(line);
  }
}
