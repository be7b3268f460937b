package org.flippedvisit.app.trend;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Paragraph;
import org.flippedvisit.app.trend.TrendsSection.Frame;
import org.flippedvisit.fhir.trend.MeasureInWords;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendDrawing;
import org.flippedvisit.fhir.trend.TrendReading;
import org.flippedvisit.fhir.trend.TrendSentence;

/**
 * One measure: the sentence, the picture that says the same, and the table behind it. A single
 * reading needs no picture.
 */
@Tag("figure")
final class TrendFigure extends HtmlContainer {
  private static final long serialVersionUID = 1L;

  private TrendFigure(String id) {
    setId("trend-" + id);
    addClassName("fv-trend");
    // So that a link from the agenda leads the keyboard here too.
    getElement().setAttribute("tabindex", "-1");
  }

  static TrendFigure of(String id, Trend trend, Frame frame) {
    var figure = new TrendFigure(id);
    String sentence = TrendSentence.of(trend, figure.getLocale(), frame.axis().zone());
    figure.add(caption(sentence));
    if (trend.points().size() > 1) {
      TrendDrawing.of(trend, frame.axis())
          .ifPresentOrElse(
              drawing -> figure.add(picture(drawing, sentence, frame)),
              () -> figure.add(soft(figure.getTranslation("trends.not-in-range"))));
    }
    TrendSentence.usual(trend, figure.getLocale(), frame.axis().zone())
        .ifPresent(usual -> figure.add(soft(usual)));
    figure.add(new ReadingsTable(trend.measure(), trend.readings()));
    return figure;
  }

  static TrendFigure of(String id, MeasureInWords inWords) {
    var figure = new TrendFigure(id);
    figure.add(caption(TrendSentence.of(inWords, figure.getLocale())));
    figure.add(
        new ReadingsTable(
            inWords.measure(),
            inWords.remarks().stream().sorted(TrendReading.NEWEST_FIRST).toList()));
    return figure;
  }

  private static Component caption(String sentence) {
    var caption = new Caption();
    caption.setText(sentence);
    caption.getElement().setAttribute("dir", "auto");
    return caption;
  }

  private static Component soft(String words) {
    var line = new Paragraph();
    line.setText(words);
    line.addClassName("fv-soft");
    return line;
  }

  private static Component picture(TrendDrawing drawing, String sentence, Frame frame) {
    return Drawn.picture(
        TrendPicture.line(drawing, frame.axis(), frame.words())
            + TrendPicture.times(frame.axis(), frame.words()),
        sentence);
  }

  /** The words of a figure. */
  @Tag("figcaption")
  private static final class Caption extends HtmlContainer {
    private static final long serialVersionUID = 1L;
  }
}
