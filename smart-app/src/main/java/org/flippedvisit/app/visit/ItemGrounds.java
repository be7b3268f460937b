package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.Evidence;

/** One tap away from an item: what in the chart it rests on, and questions that help. */
final class ItemGrounds extends Div {
  private static final long serialVersionUID = 1L;

  ItemGrounds(AgendaItem item, List<String> prompts) {
    addClassName("fv-grounds");
    List<Evidence> evidence =
        item.all().flatMap(part -> part.grounds().evidence().stream()).distinct().toList();
    if (!evidence.isEmpty()) {
      add(folded("agenda.evidence", evidence.stream().map(this::line).toList()));
    }
    if (!prompts.isEmpty()) {
      add(folded("agenda.prompts", prompts.stream().map(ItemGrounds::line).toList()));
    }
    setVisible(getChildren().findAny().isPresent());
  }

  private NativeDetails folded(String key, List<ListItem> lines) {
    var list = new UnorderedList(lines.toArray(ListItem[]::new));
    var details = new NativeDetails(getTranslation(key), list);
    details.addClassName("fv-grounds-" + key.substring(key.indexOf('.') + 1));
    return details;
  }

  private ListItem line(Evidence found) {
    ListItem line = line(found.text());
    if (found.at() != null) {
      line.add(soft(Times.moment(found.at(), getLocale())));
    }
    line.add(where(found));
    return line;
  }

  /** A measure has its picture on this page; everything else is named as the chart names it. */
  private Component where(Evidence found) {
    if (found.kind() == Evidence.Kind.MEASURE) {
      return new Anchor(trend(found.reference()), getTranslation("agenda.evidence.trend"));
    }
    return soft(found.reference());
  }

  /** Where on this page a measure has its picture. */
  private static String trend(String measure) {
    return "#trend-" + measure;
  }

  private static ListItem line(String text) {
    var said = new Span(text);
    said.getElement().setAttribute("dir", "auto");
    return new ListItem(said);
  }

  private static Span soft(String text) {
    var soft = new Span(" · " + text);
    soft.addClassName("fv-soft");
    return soft;
  }
}
