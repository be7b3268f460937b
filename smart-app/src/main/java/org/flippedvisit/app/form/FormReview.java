package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.ItemType;
import org.flippedvisit.fhir.form.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, question and answer. To look over before it is sent it has every question with
 * a way back to it; to read again afterwards it has what was answered.
 */
public final class FormReview extends Div {
  private static final long serialVersionUID = 1L;

  private final transient AnswerWords words;
  private final Locale language;
  private final transient @Nullable Consumer<NodeId> change;
  private final transient List<NodeId> all;
  private @Nullable DescriptionList list;

  /**
   * @param change goes to a question; null where nothing can be changed here
   */
  public FormReview(FormFilling filling, Locale language, @Nullable Consumer<NodeId> change) {
    this.language = language;
    this.change = change;
    words = new AnswerWords(this, language);
    all = filling.nodes().stream().flatMap(FormStep::below).map(FormNode::id).toList();
    addClassName("fv-form-review");
    addAll(filling.nodes());
    if (getComponentCount() == 0) {
      add(new Paragraph(getTranslation(language, "form.review.empty")));
    }
  }

  private void addAll(List<FormNode> nodes) {
    for (FormNode node : nodes) {
      if (change != null || isAnswered(node)) {
        addOne(node);
      }
    }
  }

  private void addOne(FormNode node) {
    if (node.item().type() == ItemType.GROUP) {
      String title = new QuestionWords(node.item(), language).heading();
      list = null; // a list of its own for each part
      if (!title.isBlank() && isAnyQuestion(node)) {
        var heading = new H2(titled(title, node));
        heading.getElement().setAttribute("dir", "auto");
        add(heading);
      }
    } else if (node.item().type().isQuestion()) {
      addQuestion(node);
    }
    addAll(node.children());
    if (node.item().type() == ItemType.GROUP) {
      list = null; // what follows is not of this part
    }
  }

  /** With its number, where it is one of several. */
  private String titled(String title, FormNode group) {
    int number = Numbers.of(group.id(), all);
    return number == 0 ? title : getTranslation(language, "form.numbered", title, number);
  }

  private void addQuestion(FormNode node) {
    if (list == null) {
      list = new DescriptionList();
      add(list);
    }
    String question = new QuestionWords(node.item(), language).name();
    var term = new DescriptionList.Term(new Span(question));
    term.getElement().setAttribute("dir", "auto");
    var said = new DescriptionList.Description();
    answers(node).forEach(said::add);
    if (change != null && !node.isReadOnly()) {
      said.add(changing(node.id(), question, change));
    }
    list.add(term, said);
  }

  private Stream<Component> answers(FormNode node) {
    if (node.answers().isEmpty()) {
      var none = new Span(getTranslation(language, "form.review.none"));
      none.addClassName("fv-soft");
      return Stream.of(none);
    }
    return node.answers().stream().map(answer -> shown(answer, node));
  }

  private Component shown(FormAnswer answer, FormNode node) {
    var text = new Span(words.of(answer, node.options()));
    text.addClassName(answer instanceof FormAnswer.Words ? "fv-their-words" : "fv-form-chosen");
    text.getElement().setAttribute("dir", "auto");
    return text;
  }

  private Button changing(NodeId id, String question, Consumer<NodeId> go) {
    var button = new Button(getTranslation(language, "form.review.change"), click -> go.accept(id));
    button.addClassName("fv-quiet");
    button.setAriaLabel(getTranslation(language, "form.review.change-this", OneLine.of(question)));
    return button;
  }

  private static boolean isAnswered(FormNode node) {
    return FormStep.below(node).anyMatch(one -> !one.answers().isEmpty());
  }

  private static boolean isAnyQuestion(FormNode node) {
    return FormStep.below(node).anyMatch(one -> one.item().type().isQuestion());
  }

  /** The same of what was answered, as text: a question a line, its answers below it. */
  public static String text(FormFilling filling, Locale language) {
    var words = new AnswerWords(new Div(), language);
    return filling.nodes().stream()
        .flatMap(FormStep::below)
        .filter(node -> !node.answers().isEmpty())
        .map(node -> text(node, words))
        .collect(Collectors.joining("\n\n"));
  }

  private static String text(FormNode node, AnswerWords words) {
    return Stream.concat(
            Stream.of(new QuestionWords(node.item(), words.language()).name()),
            node.answers().stream().map(answer -> words.of(answer, node.options())))
        .collect(Collectors.joining("\n"));
  }
}
