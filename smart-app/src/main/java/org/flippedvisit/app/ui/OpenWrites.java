package org.flippedvisit.app.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Optional;
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
  private record Open(Write write, Optional<Why> whyNot) {}

  public void refresh() {
    BackgroundWork.whenDone(this, work.start(this::open), this::show, () -> {});
  }

  private List<Open> open() {
    return ledger.open(launch).stream()
        .map(write -> new Open(write, ledger.whyNot(launch, write.kind())))
        .toList();
  }

  private void show(List<Open> open) {
    removeAll();
    setVisible(!open.isEmpty());
    if (!open.isEmpty()) {
      add(new Paragraph(getTranslation("write.open", open.size())));
      open.forEach(one -> add(new WriteText(one.write(), () -> settle(one.write()), one.whyNot())));
    }
  }

  private void settle(Write write) {
    BackgroundWork.whenDone(
        this,
        work.start(() -> ledger.settle(launch, write)),
        settled -> {
          SignInNotice.heard(settled, this);
          refresh();
        },
        this::refresh);
  }
}
