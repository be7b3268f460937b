package org.flippedvisit.app.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTableRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.treatment.Treatment;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.MeasureCatalogue;
import org.flippedvisit.fhir.trend.Measurements;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendDrawing.Axis;
import org.flippedvisit.fhir.trend.TrendPoint;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trends panel, from the searches to what is drawn, at the components. */
@AppTest
class TrendsSectionTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.systemDefault());
  private static final ClinicalTime LONG_AGO = ClinicalTime.of(LocalDate.of(1970, 1, 1));

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final TrendService service;
  private final OpenChart chart;

  TrendsSectionTest(TrendService service, Launches launches) {
    this.service = service;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void openPage() {
    ehr.load(Charts.json("staff", TODAY));
    ehr.load(Charts.json("noah", TODAY));
    var ui = new UI();
    ui.setLocale(Locale.ENGLISH);
    UI.setCurrent(ui);
  }

  @AfterEach
  void stop() {
    UI.setCurrent(null);
    ehr.close();
  }

  @Test
  void readsAllYearsInTwoSearches() {
    Reading<Trends> all = service.all(launch()).join();

    assertThat(all.orElse(Trends.NONE).measurements().trends())
        .extracting(Trend::id)
        .contains("fev1");
    assertThat(all.orElse(Trends.NONE).treatments()).isNotEmpty();
    assertThat(ehr.requests()).hasSize(2);
    assertThat(sinceWhen()).isEmpty();
  }

  @Test
  void saysMissingMedicinesAndShowsTheRest() {
    Launch launch =
        chart.open(
            Role.CLINICIAN,
            DR_AHLGREN.reference(),
            NOAH.id(),
            null,
            "launch openid fhirUser patient/Observation.rs patient/Patient.rs");
    Reading<Trends> read = service.all(launch).join();
    assertThat(read)
        .isInstanceOfSatisfying(Reading.Found.class, found -> assertThat(found.gaps()).hasSize(1));
    TrendsSection section = section();
    section.show(read, Set.of(), List.of(), () -> {});
    assertThat(all(section, TrendFigure.class)).isNotEmpty();
    assertThat(all(section, ReadingText.class)).allMatch(Component::isVisible);
  }

  @Test
  void drawsTwentyThousandReadingsInFewBytesAndFillsTheTableWhenItIsOpened() {
    OffsetDateTime now = TODAY.atTime(0, 0).atOffset(ZoneOffset.UTC);
    List<TrendPoint> points =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    new TrendPoint(
                        BigDecimal.valueOf(60 + i % 17 + (i * 31L) % 23),
                        ClinicalTime.of(now.minusMinutes(50L * (20_000 - i)))))
            .toList();
    TrendsSection section = section();
    section.show(found(new Trend(measure("weight"), points)), Set.of(), List.of(), () -> {});

    assertThat(pictures(section).mapToInt(String::length).sum()).isBetween(2_000, 12_000);
    ReadingsTable table = all(section, ReadingsTable.class).getFirst();
    assertThat(all(table, NativeTableRow.class)).isEmpty();

    table.open();

    assertThat(all(table, NativeTableRow.class)).hasSize(101);
    press(table, "trends.more");
    assertThat(all(table, NativeTableRow.class)).hasSize(201);
  }

  @Test
  void putsFirstWhatBearsOnWhatThePersonCameWith() {
    TrendsSection section = section();
    Reading<Trends> read = found(trend("pain", "5"), trend("fev1", "71"), trend("weight", "61"));
    section.show(read, Set.of("breathing"), List.of(), () -> {});
    assertThat(ids(section)).containsExactly("trend-fev1", "trend-pain", "trend-weight");
    section.show(read, Set.of(), List.of(), () -> {});
    assertThat(ids(section)).containsExactly("trend-pain", "trend-fev1", "trend-weight");
  }

  @Test
  void leadsTheAgendasLinkToMeasureThatCameInAnotherUnit() {
    var apart = new Trend(measure("hba1c").withoutBands(), points("54"), List.of(), true);
    TrendsSection section = section();
    section.show(found(apart), Set.of(), List.of(), () -> {});
    assertThat(ids(section)).containsExactly("trend-hba1c");
  }

  @Test
  void saysLoadingNoneNotPermittedAndFailedApart() {
    TrendsSection section = section();
    assertThat(text(section)).contains("trends.loading");
    section.show(Reading.Found.of(Trends.NONE), Set.of(), List.of(), () -> {});
    assertThat(text(section)).contains("trends.none").doesNotContain("trends.loading");
    section.show(new Reading.NotPermitted<>(), Set.of(), List.of(), () -> {});
    assertThat(text(section)).contains("reading.not-permitted").doesNotContain("trends.none");
    var tries = new int[1];
    section.show(
        new Reading.Failed<>(Reading.Failure.TOO_SLOW), Set.of(), List.of(), () -> tries[0]++);
    assertThat(text(section)).contains("reading.failed.too-slow").doesNotContain("trends.none");
    press(section, "reading.retry");
    assertThat(tries[0]).isEqualTo(1);
  }

  @Test
  void leavesToTheAgendaWhatIsMissingOfOrders() {
    TrendsSection section = section();
    section.show(missing("ServiceRequest"), Set.of(), List.of(), () -> {});
    assertThat(text(section)).contains("trends.none").doesNotContain("reading.not-permitted");
    section.show(missing("Observation"), Set.of(), List.of(), () -> {});
    assertThat(text(section)).contains("reading.not-permitted").doesNotContain("trends.none");
  }

  private static Reading<Trends> missing(String type) {
    return new Reading.Found<>(
        Trends.NONE,
        List.of(),
        false,
        List.of(new Reading.Gap(type, new Reading.NotPermitted<>())));
  }

  @Test
  void givesNoMeaningUntilItIsKnownHowOldThePersonIs() {
    TrendsSection section = section();
    section.show(found(trend("systolic-bp", "152")), Set.of(), List.of(), () -> {});
    assertThat(text(section)).doesNotContain("high, stage 2");
    section.born(LONG_AGO);
    assertThat(text(section)).contains("high, stage 2");
    section.born(ClinicalTime.of(TODAY.minusYears(9)));
    assertThat(text(section)).doesNotContain("high, stage 2");
  }

  @Test
  void putsNoWordOfThePersonOrTheChartIntoThePictures() {
    String hostile = "</svg><script>alert(1)</script>";
    var treatment =
        new Treatment(
            null, hostile, ClinicalTime.of(TODAY.minusDays(9)), null, Treatment.Status.ACTIVE);
    TrendsSection section = section();
    section.born(LONG_AGO);
    section.show(
        Reading.Found.of(
            new Trends(
                new Measurements(List.of(trend("phq-9", "13")), List.of()), List.of(treatment))),
        Set.of(),
        List.of(new Mark(Mark.Kind.LIFE_EVENT, hostile, TODAY.plusDays(20))),
        () -> {});
    assertThat(pictures(section)).isNotEmpty().noneMatch(svg -> svg.contains("script"));
    assertThat(text(section).split(Pattern.quote(hostile), -1)).hasSize(3);
  }

  @Test
  void drawsNoPictureOfOneReadingAndSaysItInWords() {
    TrendsSection section = section();
    section.show(found(trend("fev1", "71")), Set.of(), List.of(), () -> {});
    assertThat(every(section).filter(one -> "img".equals(one.getElement().getAttribute("role"))))
        .isEmpty();
    assertThat(text(section)).contains("Lung function (FEV1) was 71");
  }

  @Test
  void showsOneAxisForAllPicturesUntilWhatIsComingUp() {
    Trends trends =
        new Trends(new Measurements(List.of(trend("fev1", "80", "71")), List.of()), List.of());
    ZoneId zone = ZoneOffset.UTC;
    var soon = new Mark(Mark.Kind.LIFE_EVENT, "birthday", TODAY.plusDays(15));
    var late = new Mark(Mark.Kind.LIFE_EVENT, "wedding", TODAY.plusYears(1));
    assertThat(TimeShown.TWO_YEARS.axis(trends, List.of(soon, late), TODAY, zone))
        .isEqualTo(new Axis(TODAY.minusYears(2), soon.on(), zone));
    assertThat(TimeShown.LAST_YEAR.axis(trends, List.of(late), TODAY, zone))
        .isEqualTo(new Axis(TODAY.minusYears(1), TODAY, zone));
    assertThat(TimeShown.ALL.axis(trends, List.of(), TODAY, zone).from())
        .isEqualTo(TODAY.minusDays(200));
    assertThat(TimeShown.ticks(new Axis(TODAY.minusYears(30), TODAY, zone), Locale.ENGLISH))
        .hasSizeBetween(2, 6);
  }

  @Test
  void saysInEveryPictureWhatItsSentenceSays() {
    TrendsSection section = section();
    section.show(found(trend("fev1", "80", "71")), Set.of(), List.of(), () -> {});
    assertThat(every(section).filter(one -> "img".equals(one.getElement().getAttribute("role"))))
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(one.getElement().getAttribute("aria-label"))
                    .startsWith("Lung function (FEV1) has slipped 9 points"));
  }

  private Launch launch() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private TrendsSection section() {
    return new TrendsSection(launch(), service);
  }

  private List<String> sinceWhen() {
    return ehr.requests().stream()
        .map(request -> request.parameter("date"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Reading<Trends> found(Trend... trends) {
    return Reading.Found.of(new Trends(new Measurements(List.of(trends), List.of()), List.of()));
  }

  private static Trend trend(String id, String... values) {
    return new Trend(measure(id), points(values));
  }

  private static List<TrendPoint> points(String... values) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i ->
                new TrendPoint(
                    new BigDecimal(values[i]),
                    ClinicalTime.of(TODAY.minusDays(100L * (values.length - i)))))
        .toList();
  }

  private static Measure measure(String id) {
    return MeasureCatalogue.standard().measures().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(Component section) {
    return all(section, TrendFigure.class).stream().map(one -> one.getId().orElse("")).toList();
  }

  private static Stream<String> pictures(Component section) {
    return every(section)
        .map(one -> one.getElement().getProperty("innerHTML", ""))
        .filter(html -> !html.isEmpty());
  }

  private static String text(Component section) {
    return section.getElement().getTextRecursively()
        + all(section, Button.class).stream().map(Button::getText).toList();
  }

  private static void press(Component within, String key) {
    all(within, Button.class).stream()
        .filter(button -> button.getText().contains(key))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private static <C extends Component> List<C> all(Component within, Class<C> type) {
    return every(within).filter(type::isInstance).map(type::cast).toList();
  }

  private static Stream<Component> every(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(TrendsSectionTest::every));
  }
}
