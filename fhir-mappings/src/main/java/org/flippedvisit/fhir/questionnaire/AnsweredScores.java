package org.flippedvisit.fhir.questionnaire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Scores that stand in answered forms only, as the Observations that they would be (SDC 4.0
 * observation-based extraction), so that trends and the safety rules read them like all others.
 * Nothing is counted up: only a number or a coded answer that was stored is taken.
 */
public final class AnsweredScores {
  private AnsweredScores() {}

  /**
   * Those of the responses among {@code resources}; only of completed and amended ones.
   *
   * @param resources QuestionnaireResponses, and the Observations that are in the chart already:
   *     what one of them says of the same code and moment, or was derived from the same response,
   *     is not there twice
   */
  public static Mapped<List<Observation>> fromFhir(
      List<? extends Resource> resources, ChartConcepts concepts) {
    Set<String> charted = charted(resources);
    return ResourcesMapper.each(
            resources,
            QuestionnaireResponse.class,
            (response, issues) -> Optional.of(of(response, concepts, issues)))
        .map(
            scores ->
                scores.stream()
                    .flatMap(List::stream)
                    .filter(score -> names(score).noneMatch(charted::contains))
                    .toList());
  }

  private static Set<String> charted(List<? extends Resource> resources) {
    var names = new HashSet<String>();
    for (Observation there : ResourcesMapper.distinct(resources, Observation.class)) {
      names(there).forEach(names::add);
    }
    return names;
  }

  /** Code and moment, and code and response, of one score. */
  private static Stream<String> names(Observation score) {
    return score.getCode().getCoding().stream()
        .map(code -> code.getSystem() + "|" + code.getCode() + " ")
        .flatMap(
            code ->
                Stream.concat(
                    Stream.ofNullable(moment(score)).map(at -> code + at),
                    score.getDerivedFrom().stream()
                        .map(Reference::getReference)
                        .filter(reference -> reference != null)
                        .map(reference -> code + reference)));
  }

  private static @Nullable String moment(Observation score) {
    return ClinicalTimeMapper.fromChoice(score.getEffective())
        .map(
            at ->
                at.isDateOnly() ? at.toString() : at.earliest(java.time.ZoneOffset.UTC).toString())
        .orElse(null);
  }

  private static List<Observation> of(
      QuestionnaireResponse response, ChartConcepts concepts, IssueLog issues) {
    if (response.getStatus() != QuestionnaireResponseStatus.COMPLETED
        && response.getStatus() != QuestionnaireResponseStatus.AMENDED) {
      return List.of();
    }
    var meanings = ItemMeanings.of(response, concepts);
    var scores = new ArrayList<Observation>();
    ItemMeanings.all(response.getItem())
        .forEach(
            item ->
                meanings
                    .of(item)
                    .filter(meaning -> meaning.concept() == Concept.SCORE)
                    .flatMap(meaning -> score(response, item, meaning.code(), issues))
                    .ifPresent(scores::add));
    return scores;
  }

  private static Optional<Observation> score(
      QuestionnaireResponse response,
      QuestionnaireResponseItemComponent item,
      @Nullable String code,
      IssueLog issues) {
    Optional<Type> value =
        item.getAnswer().stream()
            .map(answer -> answer.getValue())
            .filter(answer -> answer != null && !answer.isEmpty())
            .findFirst()
            .flatMap(AnsweredScores::value);
    if (value.isEmpty() || code == null) {
      if (item.hasAnswer()) {
        issues.unreadable("item(score).answer");
      }
      return Optional.empty();
    }
    int bar = code.indexOf('|');
    var score = new Observation();
    score.setId(name(response) + "." + code.substring(bar + 1));
    score
        .setStatus(
            response.getStatus() == QuestionnaireResponseStatus.AMENDED
                ? ObservationStatus.AMENDED
                : ObservationStatus.FINAL)
        .setCode(
            new CodeableConcept(
                new Coding().setSystem(code.substring(0, bar)).setCode(code.substring(bar + 1))))
        .setSubject(response.getSubject())
        .setEncounter(response.getEncounter())
        .setEffective(
            new DateTimeType(
                response.hasAuthored()
                    ? response.getAuthoredElement().getValueAsString()
                    : response.getMeta().getLastUpdatedElement().getValueAsString()))
        .setValue(value.get());
    if (response.getIdElement().hasIdPart()) {
      score.addDerivedFrom(
          ReferenceMapper.to("QuestionnaireResponse", response.getIdElement().getIdPart()));
    }
    // SDC puts the response's author here, who may only have typed: the one who answered performs.
    if (response.hasSource()) {
      score.addPerformer(response.getSource());
    } else if (response.hasAuthor()) {
      score.addPerformer(response.getAuthor());
    }
    return Optional.of(score);
  }

  /** The same before a response of ours has reached the chart and afterwards. */
  private static @Nullable String name(QuestionnaireResponse response) {
    return ReferenceMapper.keyOf(response.getIdentifier())
        .orElse(response.getIdElement().getIdPart());
  }

  private static Optional<Type> value(Type answer) {
    if (answer instanceof Coding coding) {
      return Optional.of(new CodeableConcept(coding));
    }
    if (answer instanceof Quantity quantity) {
      return Optional.of(quantity);
    }
    return AnswerValue.of(answer)
        .flatMap(AnswerValue::number)
        .map(
            number ->
                new Quantity()
                    .setValue(number)
                    .setSystem("http://unitsofmeasure.org")
                    .setCode("{score}")
                    .setUnit("{score}"));
  }
}
