package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.BegunForm;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.ui.HoldsTyping;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/** One form that the site asks beside ours: filled in, sent, read and changed as ours is. */
final class FurtherPage extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PortalServices services;
  private final transient People people;
  private final transient Form form;
  private final Button back = new Button();
  private final Paragraph title = new Paragraph();
  private final FormOnPage shown;
  private final transient Map<String, String> known;

  /**
   * @param known what expressions of the form may ask about the launch
   * @param leave goes back to the other questions
   */
  FurtherPage(
      Launch launch,
      PortalServices services,
      People people,
      Form form,
      Map<String, String> known,
      Locale language,
      Runnable leave) {
    this.launch = launch;
    this.services = services;
    this.people = people;
    this.form = form;
    this.known = known;
    addClassName("fv-further-page");
    setTestId("further-page");
    back.addClassName("fv-quiet");
    back.setTestId("further-back");
    title.addClassName("fv-further-title");
    shown = new FormOnPage(launch, services, new Further(), () -> people, language);
    HoldsTyping.whileActing(back, shown, leave);
    add(back, title, shown);
    say(language);
    shown.show();
  }

  /** Says before anybody answers why answers cannot reach the chart. */
  void cannotSend(Optional<Why> why) {
    shown.cannotSend(why);
  }

  /** Says everything in another language, at the same place, with every answer. */
  void setLanguage(Locale now) {
    say(now);
    shown.setLanguage(now);
    shown.show();
  }

  private void say(Locale language) {
    back.setText(getTranslation(language, "portal.further.back"));
    title.setText(OneLine.of(form.title(language)));
  }

  /** For which visit the portal asks; null where nobody knows. */
  static @Nullable String visitId(People people, Launch launch) {
    return people.visitIfKnown().map(Visit::id).orElse(launch.encounterId());
  }

  private final class Further implements AskedForm {
    @Override
    public TypedForm<KeptForm> typed() {
      return services.further().typed(launch, form);
    }

    @Override
    public List<BegunForm> begun() {
      return services.further().begun(launch, form);
    }

    @Override
    public List<SentAnswers> sent() {
      return services.further().sent(launch, form, visitId(people, launch)).stream()
          .map(SentAnswers::keptHere)
          .toList();
    }

    @Override
    public AnswersPage.Questions questions(KeptForm typed) {
      return new AnswersPage.Questions(form, typed(), typed, known);
    }

    @Override
    public void offerWhatIsKnown(AnswersPage page) {
      // nothing is known of a form that is not ours
    }

    @Override
    public void showAgain() {
      shown.show();
    }

    @Override
    public void readAgain() {
      shown.show();
    }
  }
}
