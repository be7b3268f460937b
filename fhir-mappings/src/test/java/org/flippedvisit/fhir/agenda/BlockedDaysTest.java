package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.Test;

class BlockedDaysTest {
  private static final LocalDate BIRTHDAY = LocalDate.of(2026, 10, 28);
  private static final LocalDate TOURNAMENT = LocalDate.of(2026, 11, 6);

  private static BlockedDays noahs() {
    return BlockedDays.of(
        PreVisitMapper.fromFhir(FhirJson.entries(Charts.json("noah", Charts.ANCHOR))).value());
  }

  @Test
  void keepsTheDaysFreeThatThePersonNamed() {
    assertThat(noahs().on(BIRTHDAY).map(LifeEvent::what)).contains("my birthday. NOT in hospital");
    assertThat(noahs().on(BIRTHDAY.plusDays(1))).isEmpty();
    assertThat(noahs().beside(BIRTHDAY.plusDays(1)).map(LifeEvent::what))
        .contains("my birthday. NOT in hospital");
    assertThat(noahs().beside(BIRTHDAY)).isEmpty();
  }

  @Test
  void findsWhatFallsWithinAStay() {
    assertThat(noahs().within(BIRTHDAY.minusDays(6), BIRTHDAY)).isPresent();
    assertThat(noahs().within(BIRTHDAY.plusDays(1), TOURNAMENT.minusDays(1))).isEmpty();
  }

  @Test
  void findsTheFirstDaysInARowThatAreFree() {
    assertThat(noahs().firstFree(LocalDate.of(2026, 10, 20), 7)).isEqualTo("2026-10-20");
    assertThat(noahs().firstFree(LocalDate.of(2026, 10, 20), 10)).isEqualTo(TOURNAMENT.plusDays(1));
    assertThat(noahs().firstFree(BIRTHDAY, 1)).isEqualTo(BIRTHDAY.plusDays(1));
  }

  @Test
  void blocksNoDayThatNobodyAskedToKeepFree() {
    var days =
        new BlockedDays(
            List.of(
                new LifeEvent("insurance ends", BIRTHDAY, false),
                new LifeEvent("a trip, some day", null, true)));
    assertThat(days.events()).isEmpty();
    assertThat(days.on(BIRTHDAY)).isEmpty();
  }
}
