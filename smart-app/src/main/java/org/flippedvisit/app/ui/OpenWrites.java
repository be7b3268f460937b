package org.flippedvisit.app.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;

/**
 * What was written for this patient and is not settled, by whoever began it, with one tap each to
 * look again or try again. Not there when all is settled.
 */
public final class OpenWrites extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient WriteLedger ledger;
  private final transient BackgroundWork work;

  public OpenWrites(Launch launch, WriteLedger ledger, BackgroundWork work) {
    this.launch = launch;
    this.ledger = ledger;
    this.work = work;
    addClassName("fv-open-writes");
    setVisible(false);
    refresh();
  }

  /** An open write, and why it cannot be sent in this launch, where that is known. */
  private record Open(Write write, Optional<Why> whyNot) {
    boolean mustWait() {
      return whyNot.isPresent() && !write.mayBeInTheChart();
    }
  }

  public void refresh() {
    BackgroundWork.whenDone(this, work.start(this::open), this::show, () -> {});
  }

  private List<Open> open() {
    return ledger.open(launch).stream()
        .map(write -> new Open(write, ledger.whyNot(launch, write.kind())))
        .toList();
  }

  /** First what somebody can settle here and now; the rest on demand, in one line. */
  private void show(List<Open> open) {
    removeAll();
    setVisible(!open.isEmpty());
    List<Open> now = open.stream().filter(one -> !one.mustWait()).toList();
    if (!now.isEmpty()) {
      add(new Paragraph(getTranslation("write.open", now.size())));
      now.forEach(one -> add(text(one)));
    }
    List<Open> later = open.stream().filter(Open::mustWait).toList();
    if (!later.isEmpty()) {
      var lines = new Div();
      later.forEach(one -> lines.add(text(one)));
      add(new Details(getTranslation("write.open.later", later.size()), lines));
    }
  }

  private WriteText text(Open open) {
    Write write = open.write();
    return new WriteText(
        write,
        () -> settle(() -> ledger.settle(launch, write)),
        open.whyNot(),
        launch.role().isStaff()
            ? isThere -> settle(() -> ledger.seenByPerson(launch, write, isThere))
            : null);
  }

  private void settle(Supplier<Write> how) {
    BackgroundWork.whenDone(
        this,
        work.start(how),
        settled -> {
          SignInNotice.heard(settled, this);
          refresh();
        },
        this::refresh);
  }
}
