package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fixtures.patients.PublicForms;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** Observations from answers (SDC 4.0, observation-based extraction). */
class FormExtractionTest {
  private static QuestionnaireResponse phq2() {
    FormFilling filling = Forms.begin(FormMapper.read(PublicForms.json("phq-2")));
    filling.answer(new NodeId("44250-9"), List.of(option(filling, "44250-9", 1)));
    filling.answer(new NodeId("55758-7"), List.of());
    filling.answer(new NodeId("44255-8"), List.of(option(filling, "44255-8", 3)));
    QuestionnaireResponse response = Forms.completed(filling);
    response.setId("r1");
    response
        .setSubject(new Reference("Patient/p1"))
        .setEncounter(new Reference("Encounter/e1"))
        .setSource(new Reference("RelatedPerson/mother"))
        .setAuthor(new Reference("Practitioner/assistant"));
    response.getAuthoredElement().setValueAsString("2026-11-23T09:30:00+01:00");
    return response;
  }

  private static FormAnswer option(FormFilling filling, String linkId, int index) {
    return Forms.node(filling, linkId).options().get(index).answer();
  }

  @Test
  void extractsAnswersAndTheirSum() {
    List<Observation> found =
        FormExtraction.toFhir(FormMapper.read(PublicForms.json("phq-2")), phq2());
    assertThat(found)
        .extracting(one -> one.getCode().getCodingFirstRep().getCode())
        .containsExactly("44250-9", "44255-8", "55758-7");
    assertThat(found.get(2).getValueQuantity().getValue()).isEqualByComparingTo("4");
    assertThat(found.get(2).getValueQuantity().getCode()).isEqualTo("{score}");
    Golden.verify(found.getFirst());
  }

  @Test
  void namesWhoAnsweredAndNotWhoTyped() {
    Form form = FormMapper.read(PublicForms.json("phq-2"));
    assertThat(FormExtraction.toFhir(form, phq2()))
        .extracting(one -> one.getPerformerFirstRep().getReference())
        .containsOnly("RelatedPerson/mother");
    QuestionnaireResponse alone = phq2();
    alone.setSource(null);
    assertThat(FormExtraction.toFhir(form, alone))
        .extracting(one -> one.getPerformerFirstRep().getReference())
        .containsOnly("Practitioner/assistant");
  }

  @Test
  void extractsNothingFromWhatIsNotCompleted() {
    Form form = FormMapper.read(PublicForms.json("phq-2"));
    QuestionnaireResponse open = phq2();
    open.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    assertThat(FormExtraction.toFhir(form, open)).isEmpty();
    open.setStatus(QuestionnaireResponseStatus.AMENDED);
    assertThat(FormExtraction.toFhir(form, open))
        .extracting(Observation::getStatus)
        .containsOnly(Observation.ObservationStatus.AMENDED);
  }

  @Test
  void makesOneOfEachOfSeveralAnswersAndLeavesOutWhatHasNoCode() {
    String asked =
        "{\"url\": \"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract\", \"valueBoolean\": true}";
    Form form =
        Forms.of(
            Forms.item(
                "g",
                "group",
                Forms.extensions(asked),
                Forms.items(
                    Forms.item(
                        "a",
                        "string",
                        "\"repeats\": true",
                        "\"code\": [{\"system\": \"http://s\", \"code\": \"a\"}]"),
                    Forms.item("b", "string"))));
    FormFilling filling = Forms.begin(form);
    Forms.answer(filling, "g/a", Forms.words("one"), Forms.words("two"));
    Forms.answer(filling, "g/b", Forms.words("three"));
    assertThat(FormExtraction.toFhir(form, Forms.completed(filling)))
        .extracting(one -> one.getValue().primitiveValue())
        .containsExactly("one", "two");
    assertThat(filling.completed(Locale.ENGLISH)).contains("three");
  }

  @Test
  void extractsWhatIsHiddenAndReckoned() {
    String asked =
        "{\"url\": \"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract\", \"valueBoolean\": true}";
    Form form =
        Forms.of(
            Forms.item("a", "integer"),
            Forms.item(
                "twice",
                "integer",
                "\"code\": [{\"system\": \"http://s\", \"code\": \"twice\"}]",
                Forms.extensions(
                    asked,
                    Forms.hidden(),
                    Forms.expression(
                        "calculatedExpression",
                        "%resource.item.where(linkId='a').answer.value * 2"))));
    FormFilling filling = Forms.begin(form);
    Forms.answer(filling, "a", Forms.whole(3));
    assertThat(Forms.shown(filling)).containsExactly("a");
    assertThat(FormExtraction.toFhir(form, Forms.completed(filling)))
        .extracting(one -> one.getValue().primitiveValue())
        .containsExactly("6");
  }
}
