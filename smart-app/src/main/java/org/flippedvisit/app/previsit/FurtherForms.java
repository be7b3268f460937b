package org.flippedvisit.app.previsit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a site asks beside our form: each form with what is typed in it and what was sent of it. */
@Component
public final class FurtherForms {
  private final PreVisitService previsit;
  private final TypedForms forms;
  private final Clock clock;

  FurtherForms(PreVisitService previsit, TypedForms forms, Clock clock) {
    this.previsit = previsit;
    this.forms = forms;
    this.clock = clock;
  }

  /** What is typed in a form and not sent. */
  public TypedForm<KeptForm> typed(Launch launch, Form form) {
    return typed(forms, launch, url(form));
  }

  static TypedForm<KeptForm> typed(TypedForms forms, Launch launch, String url) {
    String name = UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)).toString();
    return forms.form(launch, "further-" + name, KeptForm.class, KeptForm.NOTHING);
  }

  /** What the signed-in person began in a form at other visits and has not sent, newest first. */
  public List<BegunForm> begun(Launch launch, Form form) {
    return BegunForm.elsewhere(typed(launch, form));
  }

  /**
   * What the signed-in person sent of a form for one visit, with how it stands; newest first.
   *
   * @param encounterId the visit; null when the launch has none
   */
  public List<Answers.Kept> sent(Launch launch, Form form, @Nullable String encounterId) {
    return previsit.given(launch).stream()
        .filter(one -> isOf(one.response(), url(form)))
        .filter(one -> isMine(launch, one.response()))
        .filter(one -> Answers.isFor(one.response(), encounterId, clock.instant()))
        .toList();
  }

  private static boolean isOf(PreVisitResponse response, String url) {
    OtherForm form = response.form();
    return form != null && form.name().equals(url);
  }

  private static boolean isMine(Launch launch, PreVisitResponse response) {
    return launch.fhirUser().reference().equals(response.recordedBy().reference());
  }

  /** By which a form is known in whatever version. */
  static String url(Form form) {
    return ChartConcepts.withoutVersion(form.canonical());
  }
}
