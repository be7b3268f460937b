package org.flippedvisit.app.preference;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceTopic;

/**
 * The preference as it is asked: own words first, choices to help, the rest on demand. Nothing is
 * required.
 */
final class PreferenceForm extends Div {
  private static final long serialVersionUID = 1L;

  private final TextArea words = new TextArea();
  private final RadioButtonGroup<DecisionPart> decision = new RadioButtonGroup<>();
  private final CheckboxGroup<InformationWay> information = new CheckboxGroup<>();
  private final Map<PreferenceTopic, TextArea> topics = new EnumMap<>(PreferenceTopic.class);

  /**
   * @param isRead true where the person reads it themselves
   * @param typed called with every change
   */
  PreferenceForm(boolean isRead, Runnable typed) {
    addClassName("fv-preference-form");
    words.setLabel(getTranslation("preference.question"));
    words.setPlaceholder(getTranslation(isRead ? "ask.placeholder.self" : "ask.placeholder"));
    words.addClassName("fv-own-words");
    words.setMinRows(3);
    words.setTestId("preference-words");
    decision.setLabel(getTranslation("preference.decisions"));
    decision.setItems(DecisionPart.values());
    decision.setItemLabelGenerator(one -> getTranslation("preference.decision." + one.code()));
    information.setLabel(getTranslation("preference.information"));
    information.setItems(InformationWay.values());
    information.setItemLabelGenerator(
        one -> getTranslation("preference.information." + one.code()));
    var more = new Div();
    for (PreferenceTopic topic : PreferenceTopic.values()) {
      var field = new TextArea(getTranslation("preference.topic." + topic.code()));
      topics.put(topic, field);
      more.add(field);
    }
    add(words, decision, information, new Details(getTranslation("preference.more"), more));
    listen(typed);
  }

  void fill(PartneringPreference start) {
    words.setValue(start.words());
    decision.setValue(start.decisionPart());
    information.setValue(start.informationWays());
    start.topics().forEach((topic, text) -> field(topic).setValue(text));
  }

  private void listen(Runnable typed) {
    keepUp(words, typed);
    topics.values().forEach(field -> keepUp(field, typed));
    decision.addValueChangeListener(change -> typed.run());
    information.addValueChangeListener(change -> typed.run());
  }

  private void keepUp(TextArea field, Runnable typed) {
    field.setWidthFull();
    TypedWords.report(field, typed);
  }

  PartneringPreference value() {
    var texts = new EnumMap<PreferenceTopic, String>(PreferenceTopic.class);
    topics.forEach((topic, field) -> texts.put(topic, field.getValue()));
    return new PartneringPreference(
        words.getValue(), decision.getValue(), information.getValue(), texts);
  }

  void focusWords() {
    words.focus();
  }

  void showEmpty() {
    words.setErrorMessage(getTranslation("preference.empty"));
    words.setInvalid(true);
    words.focus();
  }

  private TextArea field(PreferenceTopic topic) {
    return Objects.requireNonNull(topics.get(topic), "every topic has a field");
  }
}
