package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class AgendaPropertiesTest {
  private static final String OFF = "flipped-visit.agenda.rules-off=";

  @Configuration
  @EnableConfigurationProperties(AgendaProperties.class)
  static class Properties {}

  private final ApplicationContextRunner app =
      new ApplicationContextRunner().withUserConfiguration(Properties.class);

  @Test
  void switchesRulesOff() {
    app.withPropertyValues(OFF + "medicine-to-review, new-result")
        .run(
            started ->
                assertThat(started.getBean(AgendaProperties.class).rulesOff())
                    .isEqualTo(Set.of("medicine-to-review", "new-result")));
    app.run(started -> assertThat(started.getBean(AgendaProperties.class).rulesOff()).isEmpty());
  }

  @Test
  void stopsTheStartAtARuleNobodyKnowsAndNamesTheKnownOnes() {
    app.withPropertyValues(OFF + "medicine-review")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("medicine-review")
                    .hasMessageContaining("due-order, due-plan-activity, measure-out-of-band"));
  }

  @Test
  void stopsTheStartWhereASafetyRuleIsSwitchedOff() {
    app.withPropertyValues(OFF + "safety-answer")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("safety-answer is about safety and stays on"));
  }
}
