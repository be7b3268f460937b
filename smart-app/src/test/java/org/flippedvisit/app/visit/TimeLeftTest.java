package org.flippedvisit.app.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How long the visit still has, where the chart says so and it helps. */
@AppTest
class TimeLeftTest {
  @Autowired private VisitServices services;

  @BeforeEach
  void openPage() {
    UI.setCurrent(new UI());
  }

  @AfterEach
  void leavePage() {
    UI.setCurrent(null);
  }

  @Test
  void saysHowManyMinutesAreLeft() {
    TimeLeft left = follow(endingIn(Duration.ofMinutes(12)));

    assertThat(left.isVisible()).isTrue();
    assertThat(left.getText()).contains("agenda.time-left");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -600, 5 * 60})
  void saysNothingOnceItIsOverAndNothingOfAnAdmission(long minutes) {
    assertThat(follow(endingIn(Duration.ofMinutes(minutes))).isVisible()).isFalse();
  }

  @Test
  void saysNothingWhereTheChartDoesNotSayWhenItEnds() {
    assertThat(follow(null).isVisible()).isFalse();
    assertThat(follow(ClinicalTime.of(LocalDate.now(ZoneId.systemDefault()))).isVisible())
        .isFalse();
  }

  private static ClinicalTime endingIn(Duration time) {
    return ClinicalTime.of(OffsetDateTime.now(ZoneId.systemDefault()).plus(time));
  }

  private TimeLeft follow(@Nullable ClinicalTime end) {
    var left = new TimeLeft();
    UI.getCurrent().add(left);
    left.follow(new Visit("today", null, end, null, null), services);
    UI.getCurrent().remove(left);
    return left;
  }
}
