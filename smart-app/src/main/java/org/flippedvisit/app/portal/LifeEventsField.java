package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;

/**
 * What is coming up in the person's life: any number of events, each with a day and whether to keep
 * it free.
 */
final class LifeEventsField extends Div {
  private static final long serialVersionUID = 1L;

  private final Locale language;
  private final transient Runnable typed;
  private final List<Row> rows = new ArrayList<>();
  private final Div list = new Div();

  LifeEventsField(Locale language, Runnable typed) {
    this.language = language;
    this.typed = typed;
    var another =
        new Button(getTranslation(language, "portal.another-event"), click -> addRow(null));
    another.addClassName("fv-quiet");
    add(list, another);
  }

  private record Row(TextField what, DatePicker when, Checkbox avoid) implements Serializable {}

  void fill(List<LifeEvent> events) {
    rows.clear();
    list.removeAll();
    events.forEach(this::addRow);
    if (events.isEmpty()) {
      addRow(null);
    }
  }

  private void addRow(@Nullable LifeEvent event) {
    var row =
        new Row(
            new TextField(text(PreVisitQuestionnaire.LIFE_EVENT_WHAT)),
            new DatePicker(text(PreVisitQuestionnaire.LIFE_EVENT_WHEN)),
            new Checkbox(text(PreVisitQuestionnaire.LIFE_EVENT_AVOID)));
    row.what().setWidthFull();
    row.when().setLocale(language);
    if (event != null) {
      row.what().setValue(event.what());
      row.when().setValue(event.on());
      row.avoid().setValue(event.avoid());
    }
    TypedWords.report(row.what(), typed);
    row.when().addValueChangeListener(change -> typed.run());
    row.avoid().addValueChangeListener(change -> typed.run());
    rows.add(row);
    var line = new Div(row.what(), row.when(), row.avoid());
    line.addClassName("fv-event");
    list.add(line);
  }

  List<LifeEvent> value() {
    return rows.stream()
        .filter(row -> !row.what().getValue().isBlank())
        .map(
            row ->
                new LifeEvent(row.what().getValue(), row.when().getValue(), row.avoid().getValue()))
        .toList();
  }

  private String text(String linkId) {
    return PreVisitQuestionnaire.text(linkId, language);
  }
}
