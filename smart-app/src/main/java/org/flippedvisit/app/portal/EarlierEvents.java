package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flippedvisit.app.form.FormFields;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.flippedvisit.fhir.previsit.PreVisitResponse;

/**
 * What the person said before is coming up in their life, with the day they said it: so that they
 * need not say it again. One tap makes it an answer of today; nothing becomes one by itself.
 */
final class EarlierEvents extends Div {
  private static final long serialVersionUID = 1L;

  private final FormFields fields;
  private final transient Consumer<String> kept;
  private final transient List<Known> known = new ArrayList<>();

  /**
   * @param kept called when one was taken over
   */
  EarlierEvents(FormFields fields, Consumer<String> kept) {
    this.fields = fields;
    this.kept = kept;
    addClassName("fv-earlier-events");
    setTestId("earlier-events");
  }

  /** An event, and when it was said. */
  record Known(LifeEvent event, ClinicalTime saidAt) {
    /** What is still to come of what one person said for other visits, each once, newest first. */
    static List<Known> of(List<PreVisitResponse> own, LocalDate today) {
      var events = new ArrayList<Known>();
      for (PreVisitResponse response : own) {
        for (LifeEvent event : response.answers().lifeEvents()) {
          LocalDate on = event.on();
          boolean isToCome = on != null && !on.isBefore(today);
          if (isToCome && events.stream().noneMatch(one -> one.event().equals(event))) {
            events.add(new Known(event, response.authoredAt()));
          }
        }
      }
      return List.copyOf(events);
    }
  }

  void offer(List<Known> events, Locale language) {
    known.clear();
    known.addAll(events);
    say(language);
  }

  void say(Locale language) {
    removeAll();
    known.stream().filter(one -> !isAnswered(one.event())).forEach(one -> add(line(one, language)));
  }

  private Div line(Known one, Locale language) {
    String said =
        getTranslation(language, "portal.said-before", Times.moment(one.saidAt(), language));
    var what = new Span(OneLine.of(one.event().what()));
    what.addClassName("fv-their-words");
    what.getElement().setAttribute("dir", "auto");
    var take =
        new Button(
            getTranslation(language, "portal.still-right"),
            click -> {
              take(one.event(), language);
              say(language);
            });
    take.addClassName("fv-small");
    take.setTestId("event-still-right");
    take.setAriaLabel(
        getTranslation(language, "portal.still-right-of", OneLine.of(one.event().what())));
    var day = new Span(Times.day(Objects.requireNonNull(one.event().on()), language));
    var line = new Div(new Paragraph(said), what, day, take);
    line.addClassName("fv-said-before");
    return line;
  }

  private boolean isAnswered(LifeEvent event) {
    return groups()
        .anyMatch(
            group ->
                answer(group, PreVisitQuestionnaire.LIFE_EVENT_WHAT)
                    .filter(new FormAnswer.Words(event.what())::equals)
                    .isPresent());
  }

  private Stream<FormNode> groups() {
    return fields.filling().nodes().stream()
        .filter(node -> node.item().linkId().equals(PreVisitQuestionnaire.LIFE_EVENTS));
  }

  private static Optional<FormAnswer> answer(FormNode group, String linkId) {
    return part(group, linkId).flatMap(node -> node.answers().stream().findFirst());
  }

  private static Optional<FormNode> part(FormNode group, String linkId) {
    return group.children().stream()
        .filter(node -> node.item().linkId().equals(linkId))
        .findFirst();
  }

  private void take(LifeEvent event, Locale language) {
    FormNode last = groups().reduce((first, second) -> second).orElseThrow();
    boolean isFree = last.children().stream().allMatch(node -> node.answers().isEmpty());
    NodeId into = isFree ? last.id() : fields.filling().addGroup(last.id());
    FormNode group = fields.filling().node(into).orElseThrow();
    answer(group, PreVisitQuestionnaire.LIFE_EVENT_WHAT, new FormAnswer.Words(event.what()));
    LocalDate on = event.on();
    if (on != null) {
      answer(group, PreVisitQuestionnaire.LIFE_EVENT_WHEN, new FormAnswer.Day(ClinicalTime.of(on)));
    }
    if (event.avoid()) {
      answer(group, PreVisitQuestionnaire.LIFE_EVENT_AVOID, new FormAnswer.YesNo(true));
    }
    kept.accept(fields.filling().kept());
    fields.setLanguage(language); // shows what was put there
    fields.goTo(into);
  }

  private void answer(FormNode group, String linkId, FormAnswer answer) {
    part(group, linkId).ifPresent(node -> fields.filling().answer(node.id(), List.of(answer)));
  }
}
