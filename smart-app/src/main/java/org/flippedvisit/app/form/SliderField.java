package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A slider over many steps: the browser's own, which keyboards and screen readers know. It answers
 * nothing until it is touched; a tap where it stands is an answer too.
 */
final class SliderField implements AnswerField {
  private static final String VALUE = "element.value";

  private final SliderRange range;
  private final Runnable changed;
  private final Element slider = new Element("input");
  private final Span shown = new Span();
  private final FieldGroup group;
  private @Nullable BigDecimal value;

  SliderField(SliderRange range, Runnable changed) {
    this.range = range;
    this.changed = changed;
    slider.setAttribute("type", "range");
    slider.setAttribute("min", range.least().toPlainString());
    slider.setAttribute("max", range.most().toPlainString());
    slider.setAttribute("step", range.step().toPlainString());
    slider.addEventListener("change", this::touched).addEventData(VALUE);
    slider.addEventListener("click", this::touched).addEventData(VALUE);
    slider
        .addEventListener("keydown", this::touched)
        .addEventData(VALUE)
        .setFilter("event.key === 'Enter' || event.key === ' '");
    shown.addClassName("fv-form-shown");
    var place = new Div(shown);
    place.addClassName("fv-form-slider");
    place.getElement().appendChild(slider);
    group = new FieldGroup(place);
  }

  private void touched(DomEvent event) {
    TypedValue.number(event.getEventData().path(VALUE).asString("")).ifPresent(this::choose);
  }

  void choose(BigDecimal number) {
    value = number;
    changed.run();
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    return value == null ? List.of() : List.of(range.answer(value));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    value =
        answers.stream()
            .flatMap(answer -> SliderRange.number(answer).stream())
            .findFirst()
            .orElse(null);
  }

  @Override
  public void say(FieldWords words, Locale language) {
    group.say(words);
    String text =
        value == null
            ? group.getTranslation(language, "form.no-answer-yet")
            : new AnswerWords(group, language).of(range.answer(value));
    shown.setText(text);
    slider.setAttribute("aria-label", words.name());
    slider.setAttribute("aria-valuetext", text);
    slider.setAttribute("data-untouched", value == null);
    if (value != null) {
      slider.setProperty("value", value.toPlainString());
    }
  }

  @Override
  public boolean isStuck() {
    return true;
  }
}
