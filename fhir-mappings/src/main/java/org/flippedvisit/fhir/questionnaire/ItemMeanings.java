package org.flippedvisit.fhir.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Meaning;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * What the items of one response stand for. An item of a response has no code (FHIR R4
 * QuestionnaireResponse): codes are those of a Questionnaire contained in it, and of linkIds that
 * are paths of LOINC codes, as LHC-Forms and US Core's examples write them ({@code
 * /93042-0/71802-3}).
 */
public final class ItemMeanings {
  /** US Core QuestionnaireResponse: the form when it is no FHIR Questionnaire. */
  private static final String FORM_URI =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-extension-questionnaire-uri";

  private static final String DISPLAY = "http://hl7.org/fhir/StructureDefinition/display";
  private static final Pattern LOINC_PATH = Pattern.compile("(?:/\\d{1,7}-\\d)*/(\\d{1,7}-\\d)");

  private final ChartConcepts concepts;
  private final @Nullable String canonical;
  private final @Nullable String title;
  private final Map<String, List<String>> codes = new HashMap<>();

  private ItemMeanings(ChartConcepts concepts, @Nullable String canonical, @Nullable String title) {
    this.concepts = concepts;
    this.canonical = canonical;
    this.title = title;
  }

  /** Of a response to any form. */
  public static ItemMeanings of(QuestionnaireResponse response, ChartConcepts concepts) {
    Optional<Questionnaire> contained = contained(response);
    String displayed =
        Optional.ofNullable(response.getQuestionnaireElement().getExtensionByUrl(DISPLAY))
            .map(Extension::getValue)
            .map(value -> value instanceof StringType text ? text.getValue() : null)
            .orElse(null);
    var meanings =
        new ItemMeanings(
            concepts,
            canonical(response, contained),
            displayed == null ? contained.map(Questionnaire::getTitle).orElse(null) : displayed);
    contained.ifPresent(form -> meanings.codesOf(form.getItem()));
    return meanings;
  }

  private static Optional<Questionnaire> contained(QuestionnaireResponse response) {
    String named = response.getQuestionnaire();
    if (named == null || !named.startsWith("#")) {
      return Optional.empty();
    }
    return response.getContained().stream()
        .filter(Questionnaire.class::isInstance)
        .map(Questionnaire.class::cast)
        .filter(form -> named.substring(1).equals(withoutHash(form.getId())))
        .findFirst();
  }

  private static @Nullable String withoutHash(@Nullable String id) {
    return id != null && id.startsWith("#") ? id.substring(1) : id;
  }

  private static @Nullable String canonical(
      QuestionnaireResponse response, Optional<Questionnaire> contained) {
    if (contained.isPresent()) {
      Questionnaire form = contained.get();
      return form.getUrl() == null || form.getVersion() == null
          ? form.getUrl()
          : form.getUrl() + "|" + form.getVersion();
    }
    if (response.getQuestionnaire() != null) {
      return response.getQuestionnaire();
    }
    Extension uri = response.getQuestionnaireElement().getExtensionByUrl(FORM_URI);
    return uri != null && uri.getValue() instanceof UriType form ? form.getValue() : null;
  }

  private void codesOf(List<QuestionnaireItemComponent> items) {
    for (QuestionnaireItemComponent item : items) {
      if (item.getLinkId() != null) {
        codes.put(
            item.getLinkId(),
            item.getCode().stream()
                .filter(code -> code.hasSystem() && code.hasCode())
                .map(code -> code.getSystem() + "|" + code.getCode())
                .toList());
      }
      codesOf(item.getItem());
    }
  }

  /** The form's canonical, with its version where it has one; null when none is named. */
  public @Nullable String canonical() {
    return canonical;
  }

  /** What people call the form, by language; what the response calls it is the English one. */
  public Map<String, String> titles() {
    Map<String, String> titles = concepts.titles(canonical);
    return titles.isEmpty() && title != null && !title.isBlank() ? Map.of("en", title) : titles;
  }

  /** What an item stands for; empty where nobody has said. */
  public Optional<Meaning> of(QuestionnaireResponseItemComponent item) {
    return concepts.ofQuestion(canonical, item.getLinkId(), codesOf(item));
  }

  private List<String> codesOf(QuestionnaireResponseItemComponent item) {
    String linkId = item.getLinkId();
    if (linkId == null) {
      return List.of();
    }
    var found = new ArrayList<>(codes.getOrDefault(linkId, List.of()));
    Matcher path = LOINC_PATH.matcher(linkId);
    if (path.matches()) {
      found.add(CodeMapper.LOINC + "|" + path.group(1));
    }
    return found;
  }

  /** The items below an item, those below its answers included. */
  public static Stream<QuestionnaireResponseItemComponent> below(
      QuestionnaireResponseItemComponent item) {
    return Stream.concat(
        item.getItem().stream(),
        item.getAnswer().stream()
            .filter(Objects::nonNull)
            .flatMap(answer -> answer.getItem().stream()));
  }

  /** Every item of a response, at any depth. */
  public static Stream<QuestionnaireResponseItemComponent> all(
      List<QuestionnaireResponseItemComponent> items) {
    return items.stream()
        .flatMap(item -> Stream.concat(Stream.of(item), all(below(item).toList())));
  }
}
