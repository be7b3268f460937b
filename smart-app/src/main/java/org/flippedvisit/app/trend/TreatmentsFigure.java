package org.flippedvisit.app.trend;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.trend.TrendsSection.Frame;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.treatment.Treatment;
import org.flippedvisit.fhir.treatment.Treatment.Status;

/** What the person takes or took, each with the time it was for, on the same axis. */
final class TreatmentsFigure extends Div {
  private static final long serialVersionUID = 1L;

  TreatmentsFigure(List<Treatment> treatments, Frame frame) {
    addClassName("fv-treatments");
    setId("trend-treatments");
    var list = new UnorderedList();
    treatments.stream()
        .filter(treatment -> isInSight(treatment, frame))
        .forEach(treatment -> list.add(line(treatment, frame)));
    var times = new Drawn(TrendPicture.times(frame.axis(), frame.words()));
    add(new H3(getTranslation("trends.treatments")), list, times);
    setVisible(list.getChildren().findAny().isPresent());
  }

  /** What ended before the time shown is not drawn; what has no date is, in words. */
  private static boolean isInSight(Treatment treatment, Frame frame) {
    Optional<LocalDate> last = treatment.lastDay(frame.words().today(), frame.axis().zone());
    return last.map(day -> !day.isBefore(frame.axis().from())).orElse(true);
  }

  private ListItem line(Treatment treatment, Frame frame) {
    var name = new Span();
    name.setText(treatment.name());
    name.getElement().setAttribute("dir", "auto");
    var when = new Span();
    when.setText(" · " + when(treatment, frame));
    when.addClassName("fv-soft");
    var line = new ListItem(name, when);
    if (treatment.from() != null) {
      line.add(bar(treatment, treatment.from().firstDay(frame.axis().zone()), frame));
    }
    return line;
  }

  private static Drawn bar(Treatment treatment, LocalDate from, Frame frame) {
    LocalDate begin = from.isBefore(frame.axis().from()) ? frame.axis().from() : from;
    LocalDate end = treatment.lastDay(frame.words().today(), frame.axis().zone()).orElse(null);
    return new Drawn(
        TrendPicture.bar(
            begin, end, treatment.status() == Status.ACTIVE, frame.axis(), frame.words()));
  }

  private String when(Treatment treatment, Frame frame) {
    String from =
        treatment.from() == null
            ? getTranslation("trends.since.unknown")
            : Times.moment(treatment.from(), getLocale());
    String to = treatment.to() == null ? "" : Times.moment(treatment.to(), getLocale());
    boolean isAhead =
        treatment.to() != null
            && treatment.to().firstDay(frame.axis().zone()).isAfter(frame.words().today());
    return switch (treatment.status()) {
      case ACTIVE ->
          isAhead
              ? getTranslation("trends.takes.until", from, to)
              : getTranslation("trends.takes", from);
      case ON_HOLD -> getTranslation("trends.on-hold", from);
      case STOPPED, COMPLETED, UNKNOWN ->
          to.isEmpty()
              ? getTranslation("trends.took", from)
              : getTranslation("trends.took.until", from, to);
    };
  }
}
