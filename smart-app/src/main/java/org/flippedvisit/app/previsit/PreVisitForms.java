package org.flippedvisit.app.previsit;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormContext;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.ConditionPacks;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.springframework.stereotype.Component;

/**
 * The forms that are filled in before a visit: ours, or what the site has in its place, and what
 * the site asks beside it.
 */
@Component
public final class PreVisitForms {
  private final SiteForms site;
  private final Clock clock;

  PreVisitForms(SiteForms site, Clock clock) {
    this.site = site;
    this.clock = clock;
  }

  /** The forms that the site asks beside ours. */
  public List<Form> further() {
    return site.further();
  }

  /**
   * Our form, with every question that has been asked in it before: what somebody has typed stays,
   * whatever the chart says since.
   *
   * @param kept what was typed before
   * @param packs that fit now
   */
  public Form ours(KeptForm kept, Collection<String> packs) {
    return site.preVisit(
        kept.isBegun()
            ? Stream.concat(
                    packs.stream(),
                    ConditionPacks.in(FormFilling.canonical(kept.filling())).stream())
                .toList()
            : packs);
  }

  /** A form as nobody has touched it, but that a patient who signed in answers for themselves. */
  public FormFilling begin(Launch launch, Form form) {
    return begin(launch, form, Map.of());
  }

  /**
   * The same, where its expressions may ask about the launch.
   *
   * @param known of {@link LaunchContexts}
   */
  public FormFilling begin(Launch launch, Form form, Map<String, String> known) {
    return answeringFor(launch, FormFilling.begin(form, context(known)));
  }

  /** A form with what was typed before. */
  public FormFilling resume(Launch launch, Form form, KeptForm kept) {
    return resume(launch, form, kept, Map.of());
  }

  /**
   * The same, where its expressions may ask about the launch.
   *
   * @param known of {@link LaunchContexts}
   */
  public FormFilling resume(Launch launch, Form form, KeptForm kept, Map<String, String> known) {
    return kept.isBegun()
        ? answeringFor(launch, FormFilling.resume(form, kept.filling(), context(known)))
        : begin(launch, form, known);
  }

  /** What was sent, to be read: with the questions that were asked. */
  public FormFilling read(KeptForm sent) {
    String canonical = FormFilling.canonical(sent.filling());
    Form form =
        site.further().stream()
            .filter(one -> FurtherForms.url(one).equals(ChartConcepts.withoutVersion(canonical)))
            .findFirst()
            .orElseGet(() -> site.asAsked(canonical));
    return FormFilling.resume(form, sent.filling(), context(Map.of()));
  }

  private FormContext context(Map<String, String> known) {
    return new FormContext(known, ZonedDateTime.now(clock));
  }

  private static FormFilling answeringFor(Launch launch, FormFilling filling) {
    if (launch.role() == Role.PATIENT
        && PreVisitQuestionnaire.isNamedBy(filling.form().canonical())) {
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
