package org.flippedvisit.app.goal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.BiConsumer;
import org.flippedvisit.app.goal.GoalMark.Step;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.WhoseWords;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.provenance.Author;

/** Asks how one goal is going, on demand: one tap opens the answers, one tap gives one. */
final class MarkGoal extends Div {
  private static final long serialVersionUID = 1L;

  private final Button open = new Button();
  private final Button first;
  private final Div answers = new Div();
  private final WhoseWords speaker;

  /**
   * @param speakers who can have said so, the first most likely
   * @param mark keeps the answer, with whose word it is
   */
  MarkGoal(KnownGoal goal, List<Author> speakers, BiConsumer<Step, Author> mark) {
    addClassName("fv-mark-goal");
    String start = Folded.start(goal.goal().words());
    open.setText(getTranslation("goals.mark"));
    open.setAriaLabel(getTranslation("goals.mark.of", start));
    open.addClassName("fv-quiet");
    open.setTestId("goal-mark");
    open.addClickListener(click -> ask(true));
    speaker = new WhoseWords(speakers);
    answers.addClassName("fv-mark-answers");
    answers.getElement().setAttribute("role", "group");
    answers.getElement().setAttribute("aria-label", getTranslation("goals.mark.of", start));
    answers.add(speaker);
    first = answer(Step.UNDER_WAY, mark);
    answers.add(first, answer(Step.REACHED, mark), answer(Step.NO_LONGER, mark));
    var close = new Button(getTranslation("goals.close"), click -> ask(false));
    close.addClassName("fv-quiet");
    answers.add(close);
    answers.setVisible(false);
    add(open, answers);
  }

  private Button answer(Step step, BiConsumer<Step, Author> mark) {
    String code = WriteText.key(step);
    var answer =
        new Button(
            getTranslation("goal.mark." + code),
            click -> {
              ask(false);
              mark.accept(step, speaker.getValue());
            });
    answer.addClassName("fv-small");
    answer.setTestId("goal-mark-" + code);
    return answer;
  }

  private void ask(boolean isAsking) {
    open.setVisible(!isAsking);
    answers.setVisible(isAsking);
    (isAsking ? first : open).focus();
  }
}
