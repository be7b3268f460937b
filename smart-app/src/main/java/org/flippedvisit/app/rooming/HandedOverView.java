package org.flippedvisit.app.rooming;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import java.util.Objects;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.AskPreference;
import org.flippedvisit.app.preference.Asking;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OnHandedOverScreen;
import org.flippedvisit.app.shell.OpenTo;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.Telling;
import org.jspecify.annotations.Nullable;

/**
 * The person types themselves, on a screen that staff handed over: their own question, nothing of
 * the chart, and nothing left to read once it is saved. The way back asks for the staff's code.
 */
@Route("visit/:launchId/handed-over")
@OpenTo({Role.MEDICAL_ASSISTANT, Role.CLINICIAN})
@OnHandedOverScreen
final class HandedOverView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  private final transient LaunchAccess access;
  private final transient RoomingServices services;
  private final Main main = new Main();
  private transient @Nullable Launch launch;

  HandedOverView(LaunchAccess access, RoomingServices services) {
    this.access = access;
    this.services = services;
    addClassName("fv-phone");
    main.addClassNames("fv-one", "fv-handed-over");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    launch = access.of(event);
    removeAll();
    add(new SignInNotice(), main);
    load();
  }

  private void load() {
    BackgroundWork.whenDone(
        this, services.patient().people(launch()), this::show, () -> showUnknown(null));
  }

  private void show(People around) {
    PatientSummary patient = around.patientIfKnown().orElse(null);
    if (patient == null) {
      showUnknown(around);
      return;
    }
    getUI()
        .ifPresent(
            ui -> {
              ui.setLocale(patient.languageOfNotes());
              ui.getElement()
                  .executeJs("document.documentElement.lang = $0", ui.getLocale().getLanguage());
            });
    main.removeAll();
    var hello = new H1(getTranslation("hand-over.hello", OneLine.of(patient.preferredName())));
    var yours =
        new Paragraph(getTranslation("hand-over.yours", AuthorName.of(around.signedIn(), this)));
    main.add(hello, yours);
    var ask =
        new AskPreference(
            launch(),
            services.preference(),
            services.work(),
            new Asking(
                patient,
                around.voices(patient),
                around.signedIn(),
                around.visitIfKnown().orElse(null),
                Telling.FIRST.byThemselves()),
            () -> {
              hello.setText(getTranslation("hand-over.thanks"));
              yours.setText(getTranslation("hand-over.give-back"));
            });
    main.add(ask, new Details(getTranslation("hand-over.back"), back()));
    ask.focusWords();
  }

  private void showUnknown(@Nullable People around) {
    main.removeAll();
    main.add(new Paragraph(getTranslation("rooming.patient-unknown")));
    if (around != null) {
      main.add(new ReadingText(around.patient(), "part.patient", this::load));
    }
    main.add(back());
  }

  private Div back() {
    var code = new PasswordField(getTranslation("hand-over.code.back"));
    code.setAllowedCharPattern("[0-9]");
    code.setMaxLength(12);
    code.setRevealButtonVisible(false);
    code.setTestId("take-back-code");
    code.getElement().setAttribute("autocomplete", "off");
    code.getElement().setAttribute("inputmode", "numeric");
    var take = new Button(getTranslation("hand-over.take-back"), click -> takeBack(code));
    take.setTestId("take-back");
    code.addKeyPressListener(Key.ENTER, pressed -> takeBack(code));
    var row = new Div(code, take);
    row.addClassName("fv-other-reason");
    return row;
  }

  private void takeBack(PasswordField code) {
    boolean isBack =
        services
            .handOvers()
            .takeBack(
                launch(), code.getValue(), VaadinSession.getCurrent().getSession()::getAttribute);
    if (isBack) {
      getUI().ifPresent(ui -> ui.getPage().setLocation("/" + launch().path("rooming")));
    } else {
      code.clear();
      code.setErrorMessage(getTranslation("hand-over.wrong"));
      code.setInvalid(true);
      code.focus();
    }
  }

  private Launch launch() {
    return Objects.requireNonNull(launch, "set on entering");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("hand-over.title");
  }
}
