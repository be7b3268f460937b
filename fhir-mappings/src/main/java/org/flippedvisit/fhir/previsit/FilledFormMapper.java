package org.flippedvisit.fhir.previsit;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.questionnaire.AnswerValue;
import org.flippedvisit.fhir.questionnaire.ItemMeanings;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A form that somebody filled in, as FHIR JSON: what it says, and what of it goes into a chart. */
final class FilledFormMapper {
  /**
   * Names the response that this one changes. R4 QuestionnaireResponse has no element for it; an
   * EHR that does not know the extension still has {@code amended} and the later {@code authored}.
   */
  static final String AMENDS = "https://flippedvisit.org/fhir/StructureDefinition/amends";

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final QuestionnaireResponse filled;
  private final ItemMeanings meanings;

  private FilledFormMapper(QuestionnaireResponse filled, ChartConcepts concepts) {
    this.filled = filled;
    this.meanings = ItemMeanings.of(filled, concepts);
  }

  static FilledFormMapper read(String json, ChartConcepts concepts) {
    return new FilledFormMapper(
        FHIR.newJsonParser().parseResource(QuestionnaireResponse.class, json), concepts);
  }

  ItemMeanings meanings() {
    return meanings;
  }

  /** What was answered of what a visit is about. */
  PreVisitAnswers answers() {
    var reader = new AnswersReader(new IssueLog("QuestionnaireResponse"));
    reader.read(filled.getItem().stream(), meanings);
    return reader.answers();
  }

  /**
   * What goes into the chart: who, when and whose chart is added, and what is for talking alone is
   * left out. A chart is read by whoever has an account for it, a parent's among them, so such
   * words stay in the app.
   */
  QuestionnaireResponse toWrite(FilledFormToWrite toWrite) {
    QuestionnaireResponse written = filled.copy();
    PreVisitWriter.attribute(
        written, toWrite.response(), toWrite.patientId(), toWrite.language(), toWrite.key());
    written.setItem(open(written.getItem()));
    if (toWrite.amends() != null) {
      written.addExtension(new Extension(AMENDS, new Reference(toWrite.amends())));
    }
    return written;
  }

  private List<QuestionnaireResponseItemComponent> open(
      List<QuestionnaireResponseItemComponent> items) {
    var open = new ArrayList<QuestionnaireResponseItemComponent>();
    for (QuestionnaireResponseItemComponent item : items) {
      if (isForTalkingAlone(item) || isMarkedSo(item)) {
        continue;
      }
      boolean hadItems = item.hasItem();
      item.setItem(open(item.getItem()));
      for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
        answer.setItem(open(answer.getItem()));
      }
      if (!hadItems || item.hasItem() || item.hasAnswer()) {
        open.add(item);
      }
    }
    return open;
  }

  private boolean isForTalkingAlone(QuestionnaireResponseItemComponent item) {
    return meanings.of(item).filter(one -> one.concept() == Concept.TALK_ALONE).isPresent();
  }

  private boolean isMarkedSo(QuestionnaireResponseItemComponent item) {
    return ItemMeanings.below(item)
        .filter(this::isForTalkingAlone)
        .flatMap(below -> AnswerValue.of(below).stream())
        .anyMatch(answer -> answer.isYes().orElse(false));
  }

  static String json(Resource resource) {
    return FHIR.newJsonParser().encodeResourceToString(resource);
  }
}
