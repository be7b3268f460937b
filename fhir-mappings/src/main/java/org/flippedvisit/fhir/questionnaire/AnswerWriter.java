package org.flippedvisit.fhir.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Writes answers as items of a QuestionnaireResponse: only what was answered. */
public final class AnswerWriter {
  private final PublishedQuestionnaire questionnaire;
  private final Locale language;

  public AnswerWriter(PublishedQuestionnaire questionnaire, Locale language) {
    this.questionnaire = questionnaire;
    this.language = language;
  }

  /** Free words; nothing where there are none. */
  public Stream<QuestionnaireResponseItemComponent> words(String linkId, String words) {
    return answer(linkId, words.isBlank() ? null : new StringType(FhirText.of(words)));
  }

  /** One choice, a code of ours; nothing where there is none. */
  public Stream<QuestionnaireResponseItemComponent> choice(String linkId, @Nullable String code) {
    return code == null ? Stream.empty() : answer(linkId, coding(linkId, code));
  }

  /** Several choices, codes of ours, as the answers of one item. */
  public Stream<QuestionnaireResponseItemComponent> choices(String linkId, List<String> codes) {
    if (codes.isEmpty()) {
      return Stream.empty();
    }
    QuestionnaireResponseItemComponent item = item(linkId);
    codes.forEach(code -> item.addAnswer().setValue(coding(linkId, code)));
    return Stream.of(item);
  }

  private Coding coding(String linkId, String code) {
    return coding(VisitCodes.SYSTEM, linkId, code);
  }

  /**
   * One of the choices of a question, as the Questionnaire offers it, and as the person read it.
   */
  public Coding coding(String system, String linkId, String code) {
    var coding =
        new Coding()
            .setSystem(system)
            .setCode(code)
            .setDisplay(questionnaire.optionText(linkId, code, Locale.ENGLISH));
    translate(coding.getDisplayElement(), questionnaire.optionText(linkId, code, language));
    return coding;
  }

  /** One answer; nothing where there is none. */
  public Stream<QuestionnaireResponseItemComponent> answer(String linkId, @Nullable Type value) {
    if (value == null) {
      return Stream.empty();
    }
    QuestionnaireResponseItemComponent item = item(linkId);
    item.addAnswer().setValue(value);
    return Stream.of(item);
  }

  /**
   * The Questionnaire's own text, and in its translation extension what the person read: validators
   * compare {@code item.text} with the untranslated text (SDC 4.0: SHALL match), so a Spanish text
   * alone would make the response invalid.
   */
  public QuestionnaireResponseItemComponent item(String linkId) {
    String text = questionnaire.text(linkId, Locale.ENGLISH);
    String read = questionnaire.text(linkId, language);
    var item = new QuestionnaireResponseItemComponent(new StringType(linkId)).setText(text);
    translate(item.getTextElement(), read);
    return item;
  }

  private void translate(StringType words, String read) {
    if (!read.equals(words.getValue())) {
      var translation = new Extension(PublishedQuestionnaire.TRANSLATION);
      translation.addExtension("lang", new CodeType(language.getLanguage()));
      translation.addExtension("content", new StringType(read));
      words.addExtension(translation);
    }
  }
}
