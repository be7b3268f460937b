package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.form.FormReview;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.BegunForm;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/**
 * One form on the portal page: what was sent of it, or its questions with what is typed in them.
 * What was begun at another visit is offered above, and becomes nothing by itself.
 */
final class FormOnPage extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PortalServices services;
  private final transient AskedForm asked;
  private final transient Supplier<People> people;
  private final transient SendAnswers sending;
  private final Div begun = new Div();
  private @Nullable AnswersPage page;
  private transient KeptForm typed;
  private transient Optional<Why> whyNot = Optional.empty();
  private transient Locale language;
  private boolean isChanging;

  /**
   * @param people around the patient, as they are known now
   */
  FormOnPage(
      Launch launch,
      PortalServices services,
      AskedForm asked,
      Supplier<People> people,
      Locale language) {
    this.launch = launch;
    this.services = services;
    this.asked = asked;
    this.people = people;
    this.language = language;
    sending =
        new SendAnswers(
            this,
            launch,
            services,
            people,
            () -> asked.sent().stream().findFirst().map(SentAnswers::response),
            write -> afterSending());
    typed = readTyped();
    begun.addClassName("fv-begun-here");
    addClassName("fv-form-on-page");
  }

  private KeptForm readTyped() {
    return asked.typed().here().map(Draft::value).orElse(KeptForm.NOTHING);
  }

  /** True where what was sent is shown, not the questions. */
  boolean isSent() {
    return !isChanging && !typed.isBegun() && page == null && !asked.sent().isEmpty();
  }

  /** Says before anybody answers why answers cannot reach the chart. */
  void cannotSend(Optional<Why> why) {
    whyNot = why;
    if (page != null) {
      page.cannotSend(why);
    }
  }

  /**
   * Says everything in another language, at the same place, with every answer, once shown again.
   */
  void setLanguage(Locale now) {
    language = now;
    if (page != null) {
      page.setLanguage(now);
    }
  }

  /** Shows what there is now. */
  void show() {
    removeAll();
    begun.removeAll();
    asked.begun().forEach(earlier -> begun.add(offer(earlier)));
    add(begun);
    if (isSent()) {
      showSent(asked.sent());
    } else {
      showQuestions();
    }
  }

  private BegunEarlier offer(BegunForm earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        new FormReview(services.forms().read(earlier.form()), language, null),
        () -> takeOver(earlier),
        earlier.discard());
  }

  private boolean takeOver(BegunForm earlier) {
    if (asked.typed().here().isPresent()) {
      return false;
    }
    earlier.take().run();
    typed = earlier.form();
    page = null;
    asked.showAgain();
    return true;
  }

  private void showQuestions() {
    AnswersPage questions = page;
    if (questions == null) {
      questions =
          new AnswersPage(
              launch, services, people.get(), asked.questions(typed), language, sending);
      questions.cannotSend(whyNot);
      asked.offerWhatIsKnown(questions);
      page = questions;
    }
    add(questions);
  }

  private void showSent(List<SentAnswers> sent) {
    SentAnswers newest = sent.getFirst();
    FormFilling filled = filled(newest.response());
    boolean hasBeen = services.agenda().current(launch).isClosed();
    add(
        HelpLines.besideSent(launch, services, filled, language),
        new SentSection(
            newest,
            filled,
            sent.stream()
                .skip(1)
                .map(one -> new SentSection.EarlierVersion(one.response(), filled(one.response())))
                .toList(),
            whyNot,
            language,
            hasBeen ? null : () -> change(newest.response()),
            () -> sending.settle(Objects.requireNonNull(newest.write()), asked::readAgain)));
  }

  private void change(PreVisitResponse sent) {
    isChanging = true;
    typed = services.previsit().sent(launch, sent);
    asked.showAgain();
  }

  private FormFilling filled(PreVisitResponse sent) {
    return services.forms().read(services.previsit().sent(launch, sent));
  }

  /** What was typed while it was being sent stands in the form again. */
  private void afterSending() {
    typed = readTyped();
    isChanging = false;
    page = null;
    asked.readAgain();
  }
}
