package org.flippedvisit.app.preference;

import com.vaadin.flow.component.html.Div;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.WriteText;

/** How each write of a preference stands, with one tap to settle what is open. */
public final class SavedPreference extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PreferenceService service;
  private final transient BackgroundWork work;
  private final transient Map<WriteKind, Why> whyNot;
  private final boolean isReadByThePerson;
  private transient PreferenceSaved result;

  /**
   * @param isReadByThePerson where the person typed it themselves nothing is offered to copy: the
   *     screen may be a handed-over one
   */
  SavedPreference(
      Launch launch,
      PreferenceService service,
      BackgroundWork work,
      Map<WriteKind, Why> whyNot,
      PreferenceSaved result,
      boolean isReadByThePerson) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.whyNot = whyNot;
    this.result = result;
    this.isReadByThePerson = isReadByThePerson;
    getElement().setAttribute("role", "status");
    show();
  }

  /** For staff, where nothing is known of what this launch may write. */
  public SavedPreference(
      Launch launch, PreferenceService service, BackgroundWork work, PreferenceSaved result) {
    this(launch, service, work, Map.of(), result, false);
  }

  private void show() {
    SignInNotice.heard(result.note(), this);
    SignInNotice.heard(result.coded(), this);
    removeAll();
    add(text(result.note()), text(result.coded()));
    if (!result.note().isInTheChart() && !isReadByThePerson) {
      add(new CopyText(() -> result.text()));
    }
  }

  private WriteText text(Write write) {
    return new WriteText(
        write,
        () -> settle(() -> service.settle(launch, write)),
        Optional.ofNullable(whyNot.get(write.kind())),
        launch.role().isStaff() && !isReadByThePerson
            ? isThere -> settle(() -> service.seenByPerson(launch, write, isThere))
            : null);
  }

  private void settle(Supplier<Write> how) {
    BackgroundWork.whenDone(
        this,
        work.start(how),
        settled -> {
          result = result.with(settled);
          show();
        },
        this::show);
  }
}
