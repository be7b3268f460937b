package org.flippedvisit.app.reflection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.util.Map;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tap is kept, the same tap again takes it back, and nobody else sees the questions. */
@AppTest
class ReflectionSectionTest {
  private final FakeEhr ehr = FakeEhr.start();
  private final ReflectionService service;
  private final BackgroundWork work;
  private final OpenChart chart;

  ReflectionSectionTest(Launches launches, ReflectionService service, BackgroundWork work) {
    this.service = service;
    this.work = work;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void openPage() {
    UI.setCurrent(new UI());
  }

  @AfterEach
  void stop() {
    UI.setCurrent(null);
    ehr.close();
  }

  private static Button button(Component root, String testId) {
    return every(root)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(one -> testId.equals(one.getTestId()))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Component> every(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(ReflectionSectionTest::every));
  }

  @Test
  void keepsWhatIsTappedAndTakesBackWhatIsTappedAgain() {
    Launch doctor = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
    var section = new ReflectionSection(doctor, service, work);
    Button asked = button(section, "reflection-asked-well");

    asked.click();
    button(section, "reflection-led-some").click();
    button(section, "reflection-led-little").click();
    section.settled().join();

    assertThat(service.own(doctor))
        .singleElement()
        .extracting(Reflection::answers)
        .isEqualTo(Map.of(Question.ASKED, Answer.WELL, Question.LED, Answer.LITTLE));
    assertThat(asked.getElement().getAttribute("aria-pressed")).isEqualTo("true");

    asked.click();
    section.settled().join();

    assertThat(service.own(doctor).getFirst().answers())
        .isEqualTo(Map.of(Question.LED, Answer.LITTLE));
    assertThat(asked.getElement().getAttribute("aria-pressed")).isEqualTo("false");
  }

  @Test
  void showsNothingToWhoIsNoClinician() {
    var section =
        new ReflectionSection(
            chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today"), service, work);
    assertThat(section.isVisible()).isFalse();
    assertThat(section.getChildren()).isEmpty();
  }
}
