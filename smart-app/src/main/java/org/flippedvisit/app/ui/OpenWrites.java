package org.flippedvisit.app.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
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
    refresh();
  }

  public void refresh() {
    List<Write> open = ledger.open(launch);
    removeAll();
    setVisible(!open.isEmpty());
    if (!open.isEmpty()) {
      add(new Paragraph(getTranslation("write.open", open.size())));
      open.forEach(write -> add(new WriteText(write, () -> settle(write))));
    }
  }

  private void settle(Write write) {
    BackgroundWork.whenDone(
        this, work.start(() -> ledger.settle(launch, write)), settled -> refresh(), this::refresh);
  }
}
