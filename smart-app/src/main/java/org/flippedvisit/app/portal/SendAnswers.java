package org.flippedvisit.app.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.FilledIn;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.fhir.previsit.PreVisitResponse;

/** Sends what was filled in as the words of who signed in, and says meanwhile how it stands. */
final class SendAnswers implements AnswersPage.Sending {
  private final Component page;
  private final Launch launch;
  private final PortalServices services;
  private final Supplier<People> people;
  private final Supplier<Optional<PreVisitResponse>> former;
  private final Consumer<Write> sent;

  /**
   * @param former what it changes; empty where it is the first
   * @param sent called when it is known how it stands
   */
  SendAnswers(
      Component page,
      Launch launch,
      PortalServices services,
      Supplier<People> people,
      Supplier<Optional<PreVisitResponse>> former,
      Consumer<Write> sent) {
    this.page = page;
    this.launch = launch;
    this.services = services;
    this.people = people;
    this.former = former;
    this.sent = sent;
  }

  @Override
  public void send(FilledIn form, SaveButton pressed, Div state, Locale language) {
    pressed.setBusy(true);
    state.setText(page.getTranslation(language, "write.sending"));
    People around = people.get();
    var by =
        new Attribution(around.signedIn(), around.signedIn(), around.visitIfKnown().orElse(null));
    PreVisitResponse changed = former.get().orElse(null);
    BackgroundWork.whenDone(
        page,
        services.work().start(() -> services.previsit().send(launch, form, by, language, changed)),
        write -> {
          SignInNotice.heard(write, page);
          sent.accept(write);
        },
        () -> {
          pressed.setBusy(false);
          state.setText(page.getTranslation(language, "write.not-known-how-far"));
        });
  }

  /**
   * Looks again or sends again.
   *
   * @param known called when it is known how it stands, or that nobody knows
   */
  void settle(Write write, Runnable known) {
    BackgroundWork.whenDone(
        page,
        services.work().start(() -> services.ledger().settle(launch, write)),
        settled -> {
          SignInNotice.heard(settled, page);
          known.run();
        },
        known);
  }
}
