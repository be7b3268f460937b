package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.flippedvisit.app.form.FormFields;
import org.flippedvisit.app.previsit.PreVisitForms;
import org.flippedvisit.app.ui.LanguageName;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/**
 * The language that the person has said they like to talk in, or that their chart names: one tap
 * says that it is still right, and nothing becomes an answer by itself.
 */
final class KnownLanguage extends Div {
  private static final long serialVersionUID = 1L;

  private final FormFields fields;
  private final transient Consumer<String> kept;
  private transient @Nullable Known known;

  /**
   * @param kept called when it was taken over
   */
  KnownLanguage(FormFields fields, Consumer<String> kept) {
    this.fields = fields;
    this.kept = kept;
    addClassName("fv-earlier-events");
    setTestId("known-language");
  }

  /**
   * A language and where it is known from.
   *
   * @param language a tag of BCP 47, or their words
   * @param saidAt when they said it; null where the chart says it, which has no date for it
   */
  record Known(String language, @Nullable ClinicalTime saidAt) {
    /**
     * What one person said last, else what the chart says.
     *
     * @param own their answers, newest first
     * @param inChart null where the chart has none, or it is not theirs
     */
    static Optional<Known> of(List<PreVisitResponse> own, @Nullable String inChart) {
      return own.stream()
          .filter(response -> !response.answers().language().isBlank())
          .findFirst()
          .map(response -> new Known(response.answers().language(), response.authoredAt()))
          .or(() -> Optional.ofNullable(inChart).map(tag -> new Known(tag, null)));
    }
  }

  void offer(Optional<Known> language, Locale shownIn) {
    known = language.orElse(null);
    say(shownIn);
  }

  void say(Locale shownIn) {
    removeAll();
    Known offered = known;
    Optional<FormNode> question =
        PreVisitForms.question(fields.filling(), PreVisitQuestionnaire.LANGUAGE);
    if (offered != null && question.filter(node -> node.answers().isEmpty()).isPresent()) {
      add(line(offered, question.get(), shownIn));
    }
  }

  private Div line(Known offered, FormNode question, Locale shownIn) {
    ClinicalTime saidAt = offered.saidAt();
    String from =
        saidAt == null
            ? getTranslation(shownIn, "portal.language.chart")
            : getTranslation(shownIn, "portal.said-before", Times.moment(saidAt, shownIn));
    String name = OneLine.of(LanguageName.of(offered.language(), shownIn));
    var words = new Span(name);
    words.addClassName("fv-their-words");
    var take =
        new Button(
            getTranslation(shownIn, "portal.still-right"),
            click -> take(offered, question, shownIn));
    take.addClassName("fv-small");
    take.setTestId("language-still-right");
    take.setAriaLabel(getTranslation(shownIn, "portal.still-right-of", name));
    var line = new Div(new Paragraph(from), words, take);
    line.addClassName("fv-said-before");
    return line;
  }

  private void take(Known offered, FormNode question, Locale shownIn) {
    fields.filling().answer(question.id(), List.of(answer(offered.language(), question, shownIn)));
    kept.accept(fields.filling().kept());
    fields.setLanguage(shownIn); // shows what was put there
    say(shownIn);
  }

  /** The choice that the question has for it, in whatever country; else the name in words. */
  private static FormAnswer answer(String language, FormNode question, Locale shownIn) {
    String code = Locale.forLanguageTag(language).getLanguage();
    return question.options().stream()
        .map(option -> option.answer())
        .filter(answer -> answer instanceof FormAnswer.Choice choice && code.equals(choice.code()))
        .findFirst()
        .orElseGet(() -> new FormAnswer.Words(LanguageName.of(language, shownIn)));
  }
}
