package org.flippedvisit.app.trend;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.trend.TrendPicture.Words;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.MeasureInWords;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendDrawing.Axis;
import org.jspecify.annotations.Nullable;

/**
 * How the person has been: one small picture for each measure, all on one time axis, with what they
 * took and what happened in their life. Every picture has a sentence above it that says the same,
 * and a table behind it with every reading.
 */
public final class TrendsSection extends Section {
  private static final long serialVersionUID = 1L;
  private static final Set<String> OWN = Set.of("Observation", "MedicationRequest");

  private final transient Launch launch;
  private final transient TrendService service;
  private final Map<TimeShown, Button> choices = new EnumMap<>(TimeShown.class);
  private final Div choice = new Div();
  private final Div state = new Div();
  private final Div drawn = new Div();
  private transient @Nullable Reading<Trends> found;
  private transient @Nullable Reading<Trends> all;
  private transient Set<String> topicsFirst = Set.of();
  private transient List<Mark> marks = List.of();
  private transient @Nullable ClinicalTime birth;
  private transient Runnable retry = () -> {};
  private TimeShown time = TimeShown.TWO_YEARS;

  /** Empty, with its room kept, until {@link #show} is called. */
  public TrendsSection(Launch launch, TrendService service) {
    this.launch = launch;
    this.service = service;
    addClassName("fv-trends");
    setTestId("trends");
    getElement().setAttribute("aria-label", getTranslation("trends.title"));
    getElement().setAttribute("aria-busy", "true");
    choice.addClassName("fv-choices");
    choice.getElement().setAttribute("role", "group");
    choice.getElement().setAttribute("aria-label", getTranslation("trends.time"));
    choice.setVisible(false);
    addChoice(TimeShown.LAST_YEAR, getTranslation("trends.time.last-year"));
    addChoice(TimeShown.TWO_YEARS, getTranslation("trends.time.two-years"));
    addChoice(TimeShown.ALL, getTranslation("trends.time.all"));
    state.getElement().setAttribute("role", "status");
    say(getTranslation("trends.loading"));
    add(new H2(getTranslation("trends.title")), choice, state, drawn);
  }

  /** What both the pictures and the bars are drawn by. */
  record Frame(Axis axis, Words words) {}

  /**
   * Shows what was read.
   *
   * @param topicsFirst what the person came with: trends that bear on it come first
   * @param marks days that meant something, drawn through all pictures
   * @param retry reads again
   */
  public void show(
      Reading<Trends> found, Set<String> topicsFirst, List<Mark> marks, Runnable retry) {
    List<Mark> inOrder = marks.stream().sorted(Comparator.comparing(Mark::on)).toList();
    Reading<Trends> own = ofOwnTypes(found);
    boolean isShown =
        own.equals(this.found)
            && topicsFirst.equals(this.topicsFirst)
            && inOrder.equals(this.marks);
    this.retry = retry;
    if (!isShown) {
      this.found = own;
      this.topicsFirst = Set.copyOf(topicsFirst);
      this.marks = inOrder;
      show();
    }
  }

  /**
   * Says when the person was born. Until then nothing is given a meaning that does not hold at
   * every age.
   */
  public void born(@Nullable ClinicalTime birth) {
    this.birth = birth;
    if (found != null) {
      show();
    }
  }

  /** What is missing of orders and plans, read together with these, is said beside the agenda. */
  private static Reading<Trends> ofOwnTypes(Reading<Trends> reading) {
    return reading instanceof Reading.Found<Trends> found
        ? new Reading.Found<>(
            found.value(),
            found.issues().stream().filter(issue -> OWN.contains(issue.resourceType())).toList(),
            found.isCut(),
            found.gaps().stream().filter(gap -> OWN.contains(gap.resourceType())).toList())
        : reading;
  }

  private void addChoice(TimeShown shown, String words) {
    var button = new Button();
    button.setText(words);
    button.addClassName("fv-small");
    button.addClickListener(click -> choose(shown));
    button.getElement().setAttribute("aria-pressed", String.valueOf(shown == time));
    choices.put(shown, button);
    choice.add(button);
  }

  private void choose(TimeShown shown) {
    time = shown;
    choices.forEach(
        (one, button) ->
            button.getElement().setAttribute("aria-pressed", String.valueOf(one == shown)));
    if (shown == TimeShown.ALL && !(all instanceof Reading.Found<Trends>)) {
      loadAll();
    } else {
      show();
    }
  }

  private void loadAll() {
    say(getTranslation("trends.loading"));
    BackgroundWork.whenDone(
        this,
        service.all(launch),
        read -> {
          all = read;
          show();
        },
        () -> say(getTranslation("error.plain")));
  }

  private void say(String words) {
    state.removeAll();
    var line = new Paragraph();
    line.setText(words);
    line.addClassName("fv-soft");
    state.add(line);
  }

  private void show() {
    Reading<Trends> now = time == TimeShown.ALL && all != null ? all : found;
    if (now == null) {
      return;
    }
    getElement().removeAttribute("aria-busy");
    LocalDate today = service.today();
    ZoneId zone = ZoneId.systemDefault();
    Trends trends = now.orElse(Trends.NONE).forBirth(birth, today, zone);
    state.removeAll();
    if (now instanceof Reading.Found<Trends> read && read.gaps().isEmpty() && trends.isEmpty()) {
      say(getTranslation("trends.none"));
    }
    state.add(
        new ReadingText(now, "part.trends", now.equals(all) ? this::loadAll : () -> retry.run()));
    choice.setVisible(now instanceof Reading.Found<?>);
    drawn.removeAll();
    if (!trends.isEmpty()) {
      draw(trends, today, zone);
    }
  }

  private void draw(Trends trends, LocalDate today, ZoneId zone) {
    Axis axis = time.axis(trends, marks, today, zone);
    List<Mark> inSight = marks.stream().filter(mark -> isOn(axis, mark.on())).toList();
    var frame =
        new Frame(
            axis,
            new Words(
                getLocale().getLanguage(),
                TimeShown.ticks(axis, getLocale()),
                inSight.stream().map(Mark::on).toList(),
                today));
    drawn.add(new Drawn(TrendPicture.patterns()));
    if (!inSight.isEmpty()) {
      drawn.add(legend(inSight));
    }
    drawn.add(figures(trends, frame), new TreatmentsFigure(trends.treatments(), frame));
  }

  private static boolean isOn(Axis axis, LocalDate day) {
    return !day.isBefore(axis.from()) && !day.isAfter(axis.to());
  }

  private OrderedList legend(List<Mark> inSight) {
    var list = new OrderedList();
    list.addClassName("fv-marks");
    list.getElement().setAttribute("aria-label", getTranslation("trends.marks"));
    for (Mark mark : inSight) {
      var words = new Span();
      words.setText(mark.words());
      words.addClassName("fv-their-words");
      words.getElement().setAttribute("dir", "auto");
      var when = new Span();
      when.setText(
          " · "
              + getTranslation("trends.mark." + WriteText.key(mark.kind()))
              + " · "
              + Times.day(mark.on(), getLocale()));
      when.addClassName("fv-soft");
      list.add(new ListItem(words, when));
    }
    return list;
  }

  private Div figures(Trends trends, Frame frame) {
    var figures = new Div();
    figures.addClassName("fv-small-multiples");
    Set<String> measures = new HashSet<>();
    for (Trend trend : first(trends.measurements().trends(), Trend::measure)) {
      // A link names the measure: it leads to its first trend, whatever unit that is in.
      String id = measures.add(trend.measure().id()) ? trend.measure().id() : trend.id();
      figures.add(TrendFigure.of(id, trend, frame));
    }
    for (MeasureInWords inWords : first(trends.measurements().inWords(), MeasureInWords::measure)) {
      figures.add(TrendFigure.of(inWords.measure().id(), inWords));
    }
    return figures;
  }

  /** Those that bear on what the person came with, then the others; each in their order. */
  private <T> List<T> first(List<T> trends, Function<T, Measure> measure) {
    return Stream.of(true, false)
        .flatMap(
            bears ->
                trends.stream()
                    .filter(
                        trend ->
                            measure.apply(trend).topics().stream().anyMatch(topicsFirst::contains)
                                == bears))
        .toList();
  }
}
