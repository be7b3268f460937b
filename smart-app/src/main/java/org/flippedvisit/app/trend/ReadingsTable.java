package org.flippedvisit.app.trend;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.MeasureText;
import org.flippedvisit.fhir.trend.TrendReading;

/**
 * Every reading of a measure as a table, made when somebody opens it: all of them, newest first, a
 * hundred at a time.
 */
final class ReadingsTable extends NativeDetails {
  private static final long serialVersionUID = 1L;
  private static final int AT_A_TIME = 100;

  private final transient Measure measure;
  private final transient List<? extends TrendReading> newestFirst;
  private final NativeTableBody body = new NativeTableBody();
  private final Button more = new Button();
  private int shown;

  /**
   * @param newestFirst all readings that there are
   */
  ReadingsTable(Measure measure, List<? extends TrendReading> newestFirst) {
    this.measure = measure;
    this.newestFirst = List.copyOf(newestFirst);
    addClassName("fv-readings");
    setSummaryText(getTranslation("trends.table", newestFirst.size()));
    more.addClassName("fv-quiet");
    more.addClickListener(click -> showMore());
    addToggleListener(
        toggled -> {
          if (toggled.isOpened()) {
            open();
          }
        });
  }

  /** Makes the table, once. */
  void open() {
    if (shown > 0) {
      return;
    }
    var head = new NativeTableRow();
    for (String key : List.of("trends.when", "trends.value", "trends.meaning", "trends.state")) {
      var cell = new NativeTableHeaderCell(getTranslation(key));
      cell.getElement().setAttribute("scope", "col");
      head.add(cell);
    }
    var table = new NativeTable();
    table.setCaptionText(measure.name(getLocale().getLanguage()));
    table.getHead().add(head);
    table.add(body);
    var content = new Div(table, more);
    if (!measure.bands().isEmpty()) {
      var source =
          new Paragraph(getTranslation("trends.source", measure.bands().getFirst().source()));
      source.addClassName("fv-soft");
      content.add(source);
    }
    setContent(content);
    showMore();
  }

  private void showMore() {
    newestFirst.stream().skip(shown).limit(AT_A_TIME).forEach(reading -> body.add(row(reading)));
    shown = Math.min(newestFirst.size(), shown + AT_A_TIME);
    int left = newestFirst.size() - shown;
    more.setText(getTranslation("trends.more", left));
    more.setVisible(left > 0);
  }

  private NativeTableRow row(TrendReading reading) {
    var when = new NativeTableHeaderCell(Times.moment(reading.at(), getLocale()));
    when.getElement().setAttribute("scope", "row");
    var row = new NativeTableRow(when);
    row.add(cell(MeasureText.value(measure, reading, getLocale())));
    row.add(cell(MeasureText.meaning(measure, reading, getLocale()).orElse("")));
    row.add(cell(MeasureText.state(reading, getLocale()).orElse("")));
    return row;
  }

  private static NativeTableCell cell(String text) {
    var cell = new NativeTableCell(text);
    cell.getElement().setAttribute("dir", "auto");
    return cell;
  }
}
