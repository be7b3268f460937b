package org.flippedvisit.app.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.flippedvisit.app.portal.KnownLanguage.Known;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.junit.jupiter.api.Test;

class KnownLanguageTest {
  private static final Author ROSA = new Author.Patient("rosa", "Rosa");

  private static PreVisitResponse said(String language, String at) {
    return new PreVisitResponse(
        at,
        null,
        new PreVisitAnswers(
            null, "", null, List.of(), "", null, null, null, "", List.of(), List.of(), language),
        ROSA,
        ROSA,
        ClinicalTime.of(OffsetDateTime.parse(at)),
        PreVisitResponse.Status.COMPLETED,
        null);
  }

  @Test
  void isWhatThePersonSaidLastBeforeWhatTheChartSays() {
    PreVisitResponse spanish = said("es", "2026-10-01T10:00:00Z");
    assertThat(
            Known.of(
                List.of(
                    said("", "2026-10-02T10:00:00Z"), spanish, said("en", "2025-01-01T10:00:00Z")),
                "en"))
        .contains(new Known("es", spanish.authoredAt()));
  }

  @Test
  void isWhatTheChartSaysWithoutADateWhereThePersonHasNotSaid() {
    assertThat(Known.of(List.of(said("", "2026-10-02T10:00:00Z")), "es"))
        .contains(new Known("es", null));
    assertThat(Known.of(List.of(), null)).isEmpty();
  }
}
