package org.flippedvisit.app.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormProblem;
import org.flippedvisit.fhir.form.RichText;
import org.jspecify.annotations.Nullable;

/** One question with its field, what is said about it, and the questions that follow from it. */
final class QuestionPart extends NodePart {
  private static final long serialVersionUID = 1L;

  private final RichTextBlocks text = new RichTextBlocks();
  private final BesideQuestion beside = new BesideQuestion();
  private final transient AnswerField field;
  private final Paragraph asTyped = new Paragraph();
  private final Button takeAway = new Button();
  private final Paragraph hides = new Paragraph();
  private final NodeList children;
  private transient FormNode shown;
  private boolean isWriting;

  QuestionPart(FormFields form, FormNode node, boolean isHeading) {
    super(form, node.id(), isHeading);
    shown = node;
    children = new NodeList(form);
    field = AnswerFields.of(node, this::changed, form::tell);
    addClassName("fv-form-question");
    field.component().getElement().setAttribute("data-testid", node.item().linkId());
    asTyped.addClassName("fv-form-hint");
    takeAway.addClassName("fv-quiet");
    takeAway.addClickListener(click -> takeAway());
    hides.addClassName("fv-form-hint");
    var live = new Div(hides);
    live.getElement().setAttribute("role", "status");
    children.addClassName("fv-form-below");
    var place = new Div(text, field.component(), asTyped, takeAway, live, beside, notes());
    place.addClassName("fv-form-answer");
    place
        .getElement()
        .addEventListener("focusout", left -> left())
        .setFilter("!element.contains(event.relatedTarget)");
    add(place, children);
  }

  NodeList children() {
    return children;
  }

  AnswerField field() {
    return field;
  }

  /** The person has gone to another place. */
  void left() {
    form().left(id());
    redraw();
  }

  private void changed() {
    if (!isWriting) {
      List<FormAnswer> now = field.read();
      if (!now.equals(shown.answers())) {
        form().answer(id(), now);
      }
    }
  }

  private void takeAway() {
    form().answer(id(), List.of());
    Inputs.focusIn(this);
  }

  @Override
  void draw(FormNode node, Locale language) {
    shown = node;
    fill(node, language);
    QuestionWords words = new QuestionWords(node.item(), language);
    text.show(isHeading() ? words.more() : words.isPlain() ? words.none() : words.whole());
    var now =
        new FieldWords(
            words.name(),
            !isHeading() && words.isPlain(),
            hint(node.item(), language),
            form().problemsOf(node, language));
    field.say(now, language);
    sayAsTyped(node, language);
    takeAway.setText(getTranslation(language, "form.take-away"));
    takeAway.setAriaLabel(getTranslation(language, "form.take-away-of", words.name()));
    takeAway.setVisible(field.isStuck() && !node.answers().isEmpty() && !node.item().isRequired());
    hides.setText(form().isHiding(id()) ? getTranslation(language, "form.hides") : "");
    beside.show(node.item(), language);
    children.show(node.children(), null);
  }

  private void fill(FormNode node, Locale language) {
    isWriting = true;
    try {
      field.offer(node, language);
      if (!field.isShowing(node.answers())) {
        field.write(node.answers());
      }
    } finally {
      isWriting = false;
    }
  }

  /** What was answered and cannot stand in the field, as after a questionnaire has changed. */
  private void sayAsTyped(FormNode node, Locale language) {
    boolean isKept = !field.isShowing(node.answers()) || field.isStuck() && isWords(node);
    String answered =
        node.answers().stream()
            .map(new AnswerWords(this, language)::of)
            .collect(Collectors.joining(", "));
    asTyped.setText(getTranslation(language, "form.as-typed", answered));
    asTyped.setVisible(isKept && !answered.isBlank());
  }

  private static boolean isWords(FormNode node) {
    return node.answers().stream().anyMatch(FormAnswer.Words.class::isInstance)
        && !node.item().isOpen()
        && node.options().isEmpty();
  }

  /** In a group that need not be there nothing is needed before something is said in it. */
  private boolean isNeeded(FormItem item) {
    boolean isMissing =
        shown.problems().stream().anyMatch(problem -> problem.kind() == FormProblem.Kind.MISSING);
    return item.isRequired() && !shown.isReadOnly() && (isMissing || !shown.answers().isEmpty());
  }

  private String hint(FormItem item, Locale language) {
    return Stream.of(
            isNeeded(item) ? getTranslation(language, "form.needed") : "",
            scaleEnds(item, language),
            item.entryFormat(language),
            inWords(item.flyover(), language))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" · "));
  }

  private String scaleEnds(FormItem item, Locale language) {
    String lower = item.lowerText(language);
    String upper = item.upperText(language);
    if (lower.isBlank() || upper.isBlank()) {
      return "";
    }
    SliderRange range = SliderRange.of(item);
    return getTranslation(
        language,
        "form.ends",
        range.least().toPlainString(),
        lower,
        range.most().toPlainString(),
        upper);
  }

  private static String inWords(@Nullable Map<String, RichText> texts, Locale language) {
    return texts == null ? "" : FormItem.in(texts, language).words();
  }
}
