package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.jspecify.annotations.Nullable;

/** Several answers to one question, each in a field of its own. */
final class RepeatedField implements AnswerField {
  private final Function<Runnable, AnswerField> one;
  private final Runnable changed;
  private final Consumer<String> tell;
  private final List<Row> rows = new ArrayList<>();
  private final Div list = new Div();
  private final Button another = new Button();
  private final FieldGroup group;
  private @Nullable FormNode offered;
  private Locale language = Locale.ENGLISH;
  private FieldWords words = new FieldWords("", true, "", "");

  /**
   * @param one makes the field of one answer
   * @param tell says a sentence to who cannot see what happened
   */
  RepeatedField(Function<Runnable, AnswerField> one, Runnable changed, Consumer<String> tell) {
    this.one = one;
    this.changed = changed;
    this.tell = tell;
    list.addClassName("fv-form-rows");
    another.addClassName("fv-quiet");
    another.addClickListener(click -> addOther());
    group = new FieldGroup(list, another);
    addRow();
  }

  private record Row(AnswerField field, Button remove, Div place) {}

  private Row addRow() {
    AnswerField field = one.apply(changed);
    var remove = new Button();
    remove.addClassName("fv-quiet");
    var place = new Div(field.component(), remove);
    place.addClassName("fv-form-row");
    var row = new Row(field, remove, place);
    remove.addClickListener(click -> remove(row));
    rows.add(row);
    list.add(place);
    if (offered != null) {
      field.offer(offered, language);
    }
    sayAll();
    return row;
  }

  private void addOther() {
    Row added = addRow();
    tell.accept(group.getTranslation(language, "form.added", words.name(), rows.size()));
    Inputs.focusIn(added.place());
  }

  private void remove(Row row) {
    int at = rows.indexOf(row);
    rows.remove(row);
    list.remove(row.place());
    changed.run();
    sayAll();
    tell.accept(group.getTranslation(language, "form.removed-answer", words.name(), at + 1));
    Inputs.focusIn(rows.get(Math.min(at, rows.size() - 1)).place());
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    return rows.stream().flatMap(row -> row.field().read().stream()).toList();
  }

  @Override
  public void write(List<FormAnswer> answers) {
    while (rows.size() > Math.max(1, answers.size())) {
      Row last = rows.removeLast();
      list.remove(last.place());
    }
    while (rows.size() < answers.size()) {
      addRow();
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).field().write(i < answers.size() ? List.of(answers.get(i)) : List.of());
    }
    sayAll();
  }

  @Override
  public void offer(FormNode node, Locale spoken) {
    offered = node;
    language = spoken;
    rows.forEach(row -> row.field().offer(node, spoken));
  }

  @Override
  public void say(FieldWords now, Locale spoken) {
    words = now;
    language = spoken;
    sayAll();
  }

  private void sayAll() {
    group.say(words);
    another.setText(group.getTranslation(language, "form.another"));
    another.setAriaLabel(group.getTranslation(language, "form.another-to", words.name()));
    Integer most = offered == null ? null : offered.item().maxOccurs();
    another.setVisible(most == null || rows.size() < most);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String name = rows.size() == 1 ? words.name() : numbered(i + 1);
      row.field().say(new FieldWords(name, false, "", ""), language);
      row.remove().setText(group.getTranslation(language, "form.remove"));
      row.remove().setAriaLabel(group.getTranslation(language, "form.remove-this", name));
      row.remove().setVisible(rows.size() > 1);
    }
  }

  private String numbered(int number) {
    return group.getTranslation(language, "form.numbered", words.name(), number);
  }
}
