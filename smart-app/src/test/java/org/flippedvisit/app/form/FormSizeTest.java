package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flippedvisit.app.form.FormFields.Flow;
import org.junit.jupiter.api.Test;

/** A form of three hundred items: what one keystroke sends to the browser. */
class FormSizeTest {
  private static final int ITEMS = 300;

  private static FormPage open(int items, Flow flow) {
    String all =
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    """
                    {"linkId": "q%1$d", "type": "%2$s", "text": "Question %1$d"}"""
                        .formatted(i, i % 3 == 0 ? "text" : i % 3 == 1 ? "integer" : "boolean"))
            .collect(Collectors.joining(","));
    return FormPage.of(
        """
        {"resourceType": "Questionnaire", "url": "http://example.org/long", "version": "1",
         "title": "Long", "status": "active", "item": [%s]}"""
            .formatted(all),
        flow);
  }

  /** What the browser is told after one answer, once it has the form. */
  private static int changesOfOneAnswer(int items) {
    try (FormPage page = open(items, Flow.ONE_PAGE)) {
      page.changes();
      page.in("q3", TextArea.class).setValue("tired");
      return page.changes();
    }
  }

  @Test
  void sendsNoMoreForOneAnswerHoweverLongTheFormIs() {
    assertThat(changesOfOneAnswer(ITEMS)).isEqualTo(changesOfOneAnswer(6)).isLessThan(5);
  }

  @Test
  void makesNoComponentAnewForOneAnswer() {
    try (FormPage page = open(ITEMS, Flow.ONE_PAGE)) {
      List<Component> before = page.all(Component.class).toList();

      page.in("q4", TextField.class).setValue("12");

      assertThat(page.all(Component.class).toList()).isEqualTo(before);
    }
  }

  @Test
  void drawsOnlyTheStepThatIsShown() {
    try (FormPage page = open(ITEMS, Flow.ONE_AT_A_TIME)) {
      assertThat(page.fields().steps()).isEqualTo(ITEMS);
      assertThat(page.all(QuestionPart.class)).hasSize(1);
      page.fields().next();
      assertThat(page.all(QuestionPart.class)).hasSize(1);
    }
  }
}
