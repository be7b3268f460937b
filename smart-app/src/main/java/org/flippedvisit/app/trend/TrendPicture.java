package org.flippedvisit.app.trend;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.trend.TrendDrawing;
import org.flippedvisit.fhir.trend.TrendDrawing.Area;
import org.flippedvisit.fhir.trend.TrendDrawing.Axis;
import org.flippedvisit.fhir.trend.TrendDrawing.BandArea;
import org.flippedvisit.fhir.trend.TrendDrawing.Dot;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Inline SVG: made of numbers and of words of ours, never of words from a chart. Everything is
 * placed in per cent, so that it fits any width without its letters being stretched.
 */
final class TrendPicture {
  /** Kinds of hatching, by which bands are told apart without colour. */
  static final int HATCHINGS = 4;

  /** Room at both sides, so that a point at the edge is whole. */
  private static final double EDGE = 2;

  /** With more, dots hide the line. */
  private static final int MOST_DOTS_SHOWN = 40;

  /** A band as low as this has no room for its words; the sentence and the table have them. */
  private static final double ROOM_FOR_WORDS = 0.17;

  private final Axis axis;
  private final StringBuilder svg = new StringBuilder();

  private TrendPicture(Axis axis) {
    this.axis = axis;
  }

  /** Words for what is drawn. */
  record Words(String language, List<Tick> ticks, List<LocalDate> marks, LocalDate today) {
    Words {
      ticks = List.copyOf(ticks);
      marks = List.copyOf(marks);
    }
  }

  /** A beginning of a year or month, with its name. */
  record Tick(LocalDate day, String name) {}

  /** The patterns that all pictures of a page use. */
  static String patterns() {
    return """
        <svg width="0" height="0" aria-hidden="true" focusable="false"><defs>\
        <pattern id="fv-band-1" width="8" height="8" patternUnits="userSpaceOnUse">\
        <circle cx="2" cy="2" r="1" class="fv-hatch-fill"/></pattern>\
        <pattern id="fv-band-2" width="7" height="7" patternUnits="userSpaceOnUse" \
        patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="fv-hatch"/></pattern>\
        <pattern id="fv-band-3" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path d="M0 0L6 6M6 0L0 6" class="fv-hatch"/></pattern></defs></svg>""";
  }

  /** A line with its bands. */
  static String line(TrendDrawing drawing, Axis axis, Words words) {
    var picture = new TrendPicture(axis);
    picture.open("fv-picture");
    drawing.bands().forEach(picture::band);
    picture.usual(drawing.usual());
    drawing.bands().forEach(band -> picture.name(band, words.language()));
    picture.time(words);
    picture.polyline(drawing.dots());
    picture.dots(drawing.dots());
    picture.numbers(words.marks());
    return picture.close();
  }

  /** The time that one treatment took. */
  static String bar(
      LocalDate from, @Nullable LocalDate to, boolean goesOn, Axis axis, Words words) {
    var picture = new TrendPicture(axis);
    picture.open("fv-treatment-bar");
    picture.time(words);
    double begin = picture.x(axis.place(from));
    double end = to == null ? begin + 1 : picture.x(axis.place(to.plusDays(1)));
    picture.svg.append(
        format(
            "<rect class=\"fv-took%s\" x=\"%.2f%%\" y=\"25%%\" width=\"%.2f%%\" height=\"50%%\"/>",
            to == null ? " fv-took-open" : goesOn ? " fv-takes" : "",
            begin,
            Math.max(1, end - begin)));
    return picture.close();
  }

  /** The names of the times, below a picture. */
  static String times(Axis axis, Words words) {
    var picture = new TrendPicture(axis);
    picture.open("fv-times");
    for (Tick tick : words.ticks()) {
      double place = picture.x(axis.place(tick.day()));
      picture.svg.append(
          format(
              "<text x=\"%.2f%%\" y=\"12\" class=\"fv-ax\">%s</text>", place, escape(tick.name())));
    }
    return picture.close();
  }

  private void open(String kind) {
    svg.append("<svg class=\"")
        .append(kind)
        .append("\" width=\"100%\" aria-hidden=\"true\" focusable=\"false\">");
  }

  private String close() {
    return svg.append("</svg>").toString();
  }

  private void band(BandArea band) {
    int hatching = band.rank() % HATCHINGS;
    Area area = band.area();
    double height = area.bottom() - area.top();
    svg.append(
        format(
            "<rect class=\"fv-band\" x=\"0\" y=\"%.2f%%\" width=\"100%%\" height=\"%.2f%%\"%s/>",
            area.top() * 100,
            height * 100,
            hatching == 0 ? "" : " style=\"fill:url(#fv-band-" + hatching + ")\""));
  }

  private void name(BandArea band, String language) {
    Area area = band.area();
    if (area.bottom() - area.top() >= ROOM_FOR_WORDS) {
      svg.append(
          format(
              "<text x=\"4\" y=\"%.2f%%\" dy=\"12\" class=\"fv-ax\">%s</text>",
              area.top() * 100, escape(band.band().words(language))));
    }
  }

  private void usual(@Nullable Area usual) {
    if (usual != null) {
      svg.append(
          format(
              "<rect class=\"fv-usual\" x=\"0\" y=\"%.2f%%\" width=\"100%%\" height=\"%.2f%%\"/>",
              usual.top() * 100, Math.max(0.02, usual.bottom() - usual.top()) * 100));
    }
  }

  private void time(Words words) {
    words.ticks().forEach(tick -> vertical(tick.day(), "fv-tick"));
    vertical(words.today(), "fv-today");
    words.marks().forEach(mark -> vertical(mark, "fv-mark"));
  }

  private void vertical(LocalDate day, String kind) {
    double place = x(axis.place(day));
    if (place >= 0 && place <= 100) {
      svg.append(
          format(
              "<line class=\"%s\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"100%%\"/>",
              kind, place, place));
    }
  }

  /** By which the marks are found in the list of their words. */
  private void numbers(List<LocalDate> marks) {
    for (int i = 0; i < marks.size(); i++) {
      svg.append(
          format(
              "<text x=\"%.2f%%\" y=\"10\" dx=\"2\" class=\"fv-ax fv-ax-mark\">%d</text>",
              x(axis.place(marks.get(i))), i + 1));
    }
  }

  /** Stretched to the frame, its stroke not. */
  private void polyline(List<Dot> dots) {
    if (dots.size() < 2) {
      return;
    }
    svg.append(
        "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">"
            + "<polyline class=\"fv-line\" vector-effect=\"non-scaling-stroke\" points=\"");
    dots.forEach(dot -> svg.append(format("%.2f,%.2f ", x(dot.x()), dot.y() * 100)));
    svg.append("\"/></svg>");
  }

  private void dots(List<Dot> dots) {
    if (dots.size() <= MOST_DOTS_SHOWN) {
      dots.stream()
          .limit(dots.size() - 1L)
          .forEach(
              dot ->
                  svg.append(
                      format(
                          "<circle class=\"fv-dot\" cx=\"%.2f%%\" cy=\"%.2f%%\" r=\"2.5\"/>",
                          x(dot.x()), dot.y() * 100)));
    }
    Dot last = dots.getLast();
    svg.append(
        format(
            "<svg x=\"%.2f%%\" y=\"%.2f%%\" overflow=\"visible\">"
                + "<rect class=\"fv-last\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/></svg>",
            x(last.x()), last.y() * 100));
  }

  private double x(double place) {
    return EDGE + place * (100 - 2 * EDGE);
  }

  private static String escape(String words) {
    return HtmlUtils.htmlEscape(words);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
