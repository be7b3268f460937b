package org.flippedvisit.app.previsit;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormContext;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.springframework.stereotype.Component;

/** The form that is filled in before a visit: ours, or what the site has in its place. */
@Component
public final class PreVisitForms {
  private final Form form;
  private final Clock clock;

  PreVisitForms(Form form, Clock clock) {
    this.form = form;
    this.clock = clock;
  }

  /** The form as nobody has touched it, but that a patient who signed in answers for themselves. */
  public FormFilling begin(Launch launch) {
    return answeringFor(launch, FormFilling.begin(form, context()));
  }

  /** The form with what was typed before. */
  public FormFilling resume(Launch launch, KeptForm kept) {
    return kept.isBegun()
        ? answeringFor(launch, FormFilling.resume(form, kept.filling(), context()))
        : begin(launch);
  }

  /** What was sent, to be read. */
  public FormFilling read(KeptForm sent) {
    return FormFilling.resume(form, sent.filling(), context());
  }

  private FormContext context() {
    return new FormContext(Map.of(), ZonedDateTime.now(clock));
  }

  private static FormFilling answeringFor(Launch launch, FormFilling filling) {
    if (launch.role() == Role.PATIENT) {
      question(filling, PreVisitQuestionnaire.ANSWERING_AS)
          .filter(who -> who.answers().isEmpty())
          .ifPresent(
              who ->
                  filling.answer(
                      who.id(),
                      List.of(
                          new FormAnswer.Choice(
                              VisitCodes.SYSTEM, AnsweringAs.SELF.code(), null))));
    }
    return filling;
  }

  /** The first place of a question that is shown now. */
  public static Optional<FormNode> question(FormFilling filling, String linkId) {
    return filling.nodes().stream()
        .flatMap(PreVisitForms::all)
        .filter(node -> node.item().linkId().equals(linkId))
        .findFirst();
  }

  private static Stream<FormNode> all(FormNode node) {
    return Stream.concat(Stream.of(node), node.children().stream().flatMap(PreVisitForms::all));
  }
}
