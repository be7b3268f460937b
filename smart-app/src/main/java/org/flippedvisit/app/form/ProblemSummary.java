package org.flippedvisit.app.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormProblem;
import org.flippedvisit.fhir.form.NodeId;
import org.jspecify.annotations.Nullable;

/** Everything that is still wrong, each with the way to it. */
final class ProblemSummary extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<NodeId> goTo;
  private final Paragraph title = new Paragraph();
  private final UnorderedList list = new UnorderedList();

  ProblemSummary(Consumer<NodeId> goTo) {
    this.goTo = goTo;
    addClassName("fv-form-problems");
    getElement().setAttribute("role", "alert");
    add(title, list);
    setVisible(false);
  }

  /**
   * @param shown the places that are on the form now
   */
  void show(List<FormProblem> problems, Map<NodeId, FormNode> shown, Locale language) {
    title.setText(getTranslation(language, "form.problems", problems.size()));
    list.removeAll();
    problems.forEach(problem -> list.add(line(problem, shown.get(problem.at()), language)));
    setVisible(!problems.isEmpty());
  }

  private ListItem line(FormProblem problem, @Nullable FormNode at, Locale language) {
    if (at == null) {
      return new ListItem(getTranslation(language, "form.problem.left-out"));
    }
    String question = new QuestionWords(at.item(), language).heading();
    String wrong = new ProblemWords(this, language).of(problem, at.item());
    var link =
        new Button(
            question.isBlank()
                ? wrong
                : getTranslation(language, "form.problem.of", question, wrong),
            click -> goTo.accept(at.id()));
    link.addClassNames("fv-quiet", "fv-form-problem-link");
    return new ListItem(link);
  }
}
