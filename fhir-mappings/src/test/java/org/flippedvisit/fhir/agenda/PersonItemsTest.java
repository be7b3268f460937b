package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.previsit.PreVisitResponse.Status;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.Test;

class PersonItemsTest {
  private final AtomicInteger counter = new AtomicInteger();

  private AgendaItemId newId() {
    return new AgendaItemId("item-" + counter.incrementAndGet());
  }

  private static PreVisitResponse said(
      String id, Author who, String authored, PreVisitAnswers answers, Status status) {
    return new PreVisitResponse(
        id, null, answers, who, who, ClinicalTime.of(OffsetDateTime.parse(authored)), status, null);
  }

  @Test
  void bringsNoahsWordsThenHisMothers() {
    List<PreVisitResponse> lastVisits =
        PreVisitMapper.fromFhir(FhirJson.entries(Charts.json("noah", Charts.ANCHOR))).value();
    List<AgendaItem> items = PersonItems.of(lastVisits, Charts.ANCHOR, this::newId);
    assertThat(items.getFirst().words())
        .startsWith("I’m so tired by fourth period that I can’t skate any more.\n");
    assertThat(items.getFirst().why()).isEmpty();
    assertThat(items)
        .filteredOn(item -> item.why().startsWith("Ingrid Lindqvist"))
        .extracting(AgendaItem::source)
        .contains("QuestionnaireResponse/noah-answers-2-mother#concern");
    assertThat(items).allSatisfy(item -> assertThat(item.origin()).isEqualTo(Origin.PERSON));
  }

  @Test
  void takesNothingRightNowForNoItem() {
    var nothing = PreVisitAnswers.ofConcern("", ConcernKind.NOTHING);
    assertThat(
            PersonItems.of(
                List.of(said("1", People.NOAH, "2026-10-11T10:00:00Z", nothing, Status.COMPLETED)),
                People.TODAY,
                this::newId))
        .isEmpty();
  }

  @Test
  void leavesAloneWhatWasNotSent() {
    var draft = PreVisitAnswers.ofConcern("not sure yet", null);
    assertThat(
            PersonItems.of(
                List.of(said("1", People.NOAH, "2026-10-11T10:00:00Z", draft, Status.IN_PROGRESS)),
                People.TODAY,
                this::newId))
        .isEmpty();
  }

  @Test
  void takesEachVoicesNewestAnswersAndWhatTheyBring() {
    var earlier = PreVisitAnswers.ofConcern("old", null);
    var brings =
        new PreVisitAnswers(
            null, "new", null, List.of(), "", null, null, null, "  my own list\n1. salt");
    List<AgendaItem> items =
        PersonItems.of(
            List.of(
                said("1", People.NOAH, "2026-10-10T10:00:00Z", earlier, Status.COMPLETED),
                said("2", People.NOAH, "2026-10-11T10:00:00Z", brings, Status.AMENDED)),
            People.TODAY,
            this::newId);
    assertThat(items)
        .extracting(AgendaItem::words)
        .containsExactly("new", "  my own list\n1. salt");
    assertThat(items)
        .extracting(AgendaItem::source)
        .containsExactly("QuestionnaireResponse/2#concern", "QuestionnaireResponse/2#brings");
  }

  private static PreVisitResponse ofOtherForm(String id, Author who, PreVisitAnswers answers) {
    return new PreVisitResponse(
        id,
        null,
        answers,
        who,
        who,
        ClinicalTime.of(OffsetDateTime.parse("2026-10-12T10:00:00Z")),
        Status.COMPLETED,
        null,
        new OtherForm("QuestionnaireResponse", "https://clinic.example/form", Map.of(), 14));
  }

  private static PreVisitAnswers withAlone(String concern, String... alone) {
    return new PreVisitAnswers(
        null, concern, null, List.of(), "", null, null, null, "", List.of(), List.of(alone), "");
  }

  @Test
  void marksWhatIsForTalkingAlone() {
    List<AgendaItem> items =
        PersonItems.of(
            List.of(ofOtherForm("7", People.NOAH, withAlone("tired", "I vape", "and my dad"))),
            People.TODAY,
            this::newId);
    assertThat(items)
        .extracting(AgendaItem::words)
        .containsExactly("tired", "I vape", "and my dad");
    assertThat(items)
        .extracting(AgendaItem::privacy)
        .containsExactly(Privacy.OPEN, Privacy.ALONE, Privacy.ALONE);
    assertThat(items.getLast().source()).isEqualTo("QuestionnaireResponse/7#talk-alone");
  }

  @Test
  void keepsTheConcernWhereTheSamePersonLaterAnswersAnotherForm() {
    var ours = PreVisitAnswers.ofConcern("the stairs", null);
    List<AgendaItem> items =
        PersonItems.of(
            List.of(
                said("1", People.NOAH, "2026-10-11T10:00:00Z", ours, Status.COMPLETED),
                ofOtherForm("7", People.NOAH, withAlone("", "I vape"))),
            People.TODAY,
            this::newId);
    assertThat(items).extracting(AgendaItem::words).containsExactly("I vape", "the stairs");
  }

  @Test
  void saysTheSameWordsOfOnePersonOnce() {
    var ours = PreVisitAnswers.ofConcern("the stairs", null);
    List<AgendaItem> items =
        PersonItems.of(
            List.of(
                said("1", People.NOAH, "2026-10-11T10:00:00Z", ours, Status.COMPLETED),
                said("2", People.INGRID, "2026-10-11T10:00:00Z", ours, Status.COMPLETED),
                ofOtherForm("7", People.NOAH, withAlone(" the stairs\n"))),
            People.TODAY,
            this::newId);
    assertThat(items).hasSize(2);
    assertThat(items).extracting(AgendaItem::why).containsExactly("", "Ingrid Lindqvist, mother");
  }
}
