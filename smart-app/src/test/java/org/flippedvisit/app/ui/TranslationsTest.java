package org.flippedvisit.app.ui;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.spring.i18n.DefaultI18NProviderFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.goal.GoalMark;
import org.flippedvisit.app.launch.LaunchEnd;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.note.NotRightAnswer;
import org.flippedvisit.app.trend.Mark;
import org.flippedvisit.fhir.agenda.AgendaQueries;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.goal.GoalQueries;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PreferenceQueries;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.previsit.HowOverall;
import org.flippedvisit.fhir.previsit.InTheWay;
import org.flippedvisit.fhir.provenance.PeopleQueries;
import org.flippedvisit.fhir.treatment.TreatmentQueries;
import org.junit.jupiter.api.Test;

/**
 * Every word on a page comes from the translations, and both languages have all of them. The keys
 * that the pages use are read from the sources ({@link UiSources}).
 */
class TranslationsTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Map<String, String> ENGLISH = messages("translations.properties");
  private static final Map<String, String> SPANISH = messages("translations_es.properties");
  private static final UiSources SOURCES = UiSources.ofMainCode();

  /** Keys that are put together at run time: what stands before, and every end that can follow. */
  private static final Map<String, List<String>> ENDS =
      Map.ofEntries(
          // WhyAgain.USUAL
          Map.entry("again.because.", List.of("changed", "wish", "unwell", "long-ago")),
          Map.entry("agenda.count.", dashed(Origin.values())),
          Map.entry("agenda.privacy.", List.of("this-visit", "alone")),
          // Only what a person may choose when adding an item, and what a row shows.
          Map.entry("agenda.origin.", List.of("person", "both", "team")),
          Map.entry("closing.covered.", dashed(Closing.Covered.values())),
          Map.entry("fate.place.", dashed(Fate.Place.values())),
          Map.entry("goal.mark.", dashed(GoalMark.Step.values())),
          Map.entry("goal.progress.", dashed(PatientGoal.Progress.values())),
          // ReflectionSection: its enums are its own
          Map.entry("reflection.answer.", List.of("little", "some", "well")),
          Map.entry("reflection.question.", List.of("led", "asked", "dared")),
          Map.entry("reflection.short.", List.of("led", "asked", "dared")),
          // HowSure
          Map.entry("how-sure.", List.of("not", "half", "quite")),
          Map.entry("how-in-the-way.", codes(InTheWay.values(), InTheWay::code)),
          Map.entry("how-overall.", codes(HowOverall.values(), HowOverall::code)),
          Map.entry("launch.ended.", ends()),
          Map.entry("launch.refused.", refusals()),
          Map.entry("mode.end.", List.of("shared", "alone")),
          Map.entry("mode.start.", List.of("shared", "alone")),
          Map.entry("not-right.done.", dashed(NotRightAnswer.Done.values())),
          Map.entry("part.type.", typesReadTogether()),
          Map.entry("preference.decision.", codes(DecisionPart.values(), DecisionPart::code)),
          Map.entry(
              "preference.information.", codes(InformationWay.values(), InformationWay::code)),
          Map.entry("preference.topic.", codes(PreferenceTopic.values(), PreferenceTopic::code)),
          Map.entry("reading.failed.", dashed(Reading.Failure.values())),
          Map.entry("trends.mark.", dashed(Mark.Kind.values())),
          // What WriteKind may become beside its first choice.
          Map.entry("write.as.", List.of("questionnaireresponse", "communication")),
          Map.entry("write.kind.", dashed(WriteKind.values())),
          Map.entry("write.why.", dashed(WriteOutcome.Why.values())));

  @Test
  void keepsBothLanguagesInStep() {
    assertThat(SPANISH.keySet()).isEqualTo(ENGLISH.keySet());
    assertThat(ENGLISH.values()).noneMatch(String::isBlank);
    assertThat(SPANISH.values()).noneMatch(String::isBlank);
  }

  @Test
  void leavesNoEnglishInTheSpanishFile() {
    var same = new TreeSet<>(ENGLISH.keySet());
    same.removeIf(key -> !Objects.equals(ENGLISH.get(key), SPANISH.get(key)));
    same.removeIf(key -> words(text(ENGLISH, key)).isEmpty()); // "{0} · {1}" says nothing yet
    same.removeAll(Set.of("closing.covered.no", "form.no")); // the one word that both share
    assertThat(same).isEmpty();
  }

  @Test
  void fillsEveryArgumentInBothLanguages() {
    for (String key : ENGLISH.keySet()) {
      Set<Integer> arguments = arguments(text(ENGLISH, key));
      assertThat(arguments(text(SPANISH, key))).as(key).isEqualTo(arguments);
      assertThat(formatted(key, Locale.ENGLISH, arguments)).as(key).isTrue();
      assertThat(formatted(key, Locale.of("es"), arguments)).as(key).isTrue();
    }
  }

  /** An ASCII apostrophe is a quote to MessageFormat: it vanishes, and arguments after it stay. */
  @Test
  void usesTypographicApostrophes() {
    assertThat(ENGLISH.values()).noneMatch(message -> message.contains("'"));
    assertThat(SPANISH.values()).noneMatch(message -> message.contains("'"));
  }

  @Test
  void countsUnreadableEntriesInBothLanguages() {
    assertThat(format("reading.unreadable", Locale.ENGLISH, 1)).startsWith("One entry");
    assertThat(format("reading.unreadable", Locale.ENGLISH, 3)).startsWith("3 entries");
    assertThat(format("reading.unreadable", Locale.of("es"), 1)).startsWith("Una entrada");
    assertThat(format("reading.unreadable", Locale.of("es"), 3)).startsWith("3 entradas");
  }

  @Test
  void hasMessageForEveryKeyInTheSources() {
    assertThat(SOURCES.keys(namespaces())).isNotEmpty().isSubsetOf(ENGLISH.keySet());
  }

  @Test
  void knowsEveryKeyThatIsPutTogether() {
    assertThat(SOURCES.prefixes(namespaces())).isEqualTo(ENDS.keySet());
    for (var entry : ENDS.entrySet()) {
      for (String end : entry.getValue()) {
        assertThat(ENGLISH).containsKey(entry.getKey() + end);
      }
    }
  }

  @Test
  void keepsNoMessageThatNobodyUses() {
    var unused = new TreeSet<>(ENGLISH.keySet());
    unused.removeAll(SOURCES.keys(namespaces()));
    ENDS.forEach((start, ends) -> ends.forEach(end -> unused.remove(start + end)));
    assertThat(unused).isEmpty();
  }

  @Test
  void passesAsManyArgumentsAsTheMessageTakes() {
    assertThat(SOURCES.calls()).isNotEmpty();
    for (UiSources.Call call : SOURCES.calls()) {
      assertThat(arguments(ENGLISH.getOrDefault(call.key(), "")).size())
          .as(call.key() + " in " + call.file())
          .isEqualTo(call.arguments());
    }
  }

  @Test
  void showsNoWordThatIsNotTranslated() {
    assertThat(SOURCES.untranslated()).isEmpty();
  }

  @Test
  void findsWordsThatAreNotTranslated() {
    UiSources planted =
        UiSources.of(
            """
            class Planted {
              void show(boolean late) {
                add(new com.vaadin.flow.component.html.Paragraph(late ? "Too late" : "↑"));
                label.setText("Hello " + name);
                button.setAriaLabel(getTranslation("agenda.add", 1));
                field.setHelperText("");
              }
            }
            """);
    assertThat(planted.untranslated())
        .containsExactly("Planted.java: Too late", "Planted.java: Hello ");
    assertThat(planted.calls())
        .containsExactly(new UiSources.Call("Planted.java", "agenda.add", 1));
  }

  /**
   * Vaadin learns the languages from the names of the files, and takes the first for a browser that
   * wants neither.
   */
  @Test
  void offersEnglishFirstThenSpanish() {
    assertThat(provider().getProvidedLocales()).containsExactly(Locale.of("en"), Locale.of("es"));
    assertThat(provider().getDefaultLocale()).isEqualTo(Locale.of("en"));
  }

  @Test
  void speaksEnglishOnSpanishMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("es"));
      assertThat(provider().getTranslation("portal.next", Locale.US)).isEqualTo("Next");
      assertThat(provider().getTranslation("portal.next", Locale.of("es", "MX")))
          .isEqualTo("Siguiente");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static I18NProvider provider() {
    return DefaultI18NProviderFactory.create(DefaultI18NProviderFactory.DEFAULT_LOCATION_PATTERN);
  }

  private static Map<String, String> messages(String file) {
    var read = new Properties();
    try (var in =
        Objects.requireNonNull(
            TranslationsTest.class.getResourceAsStream("/vaadin-i18n/" + file), file)) {
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return read.stringPropertyNames().stream()
        .collect(toMap(Function.identity(), key -> read.getProperty(key, "")));
  }

  private static String text(Map<String, String> messages, String key) {
    return messages.getOrDefault(key, "");
  }

  private static String words(String message) {
    return message.replaceAll("\\{\\d+}", "").replaceAll("[^\\p{L}]", "");
  }

  private static Set<Integer> arguments(String message) {
    return ARGUMENT
        .matcher(message)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(toCollection(TreeSet::new));
  }

  /** True when each argument shows in the text that comes out. */
  private static boolean formatted(String key, Locale language, Set<Integer> arguments) {
    Object[] values =
        IntStream.range(0, 1 + arguments.stream().mapToInt(one -> one).max().orElse(0))
            .mapToObj(position -> (Object) (7_000 + position))
            .toArray();
    String digits = format(key, language, values).replaceAll("[^0-9]", "");
    return arguments.stream().allMatch(one -> digits.contains(String.valueOf(7_000 + one)));
  }

  private static String format(String key, Locale language, Object... arguments) {
    var messages = language.getLanguage().equals("es") ? SPANISH : ENGLISH;
    return new MessageFormat(text(messages, key), language).format(arguments);
  }

  /** What a key can begin with. */
  private static Set<String> namespaces() {
    return ENGLISH.keySet().stream()
        .map(key -> key.split("\\.", 2)[0])
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> dashed(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  private static <E> List<String> codes(E[] values, Function<E, String> code) {
    return Arrays.stream(values).map(code).toList();
  }

  private static List<String> ends() {
    return Stream.of(LaunchEnd.Why.values())
        .map(LaunchEnd.Why::code)
        .flatMap(why -> Stream.of(why + ".title", why + ".text"))
        .toList();
  }

  private static List<String> refusals() {
    try {
      var reasons =
          (Enum<?>[])
              Class.forName("org.flippedvisit.app.launch.LaunchRefused$Reason").getEnumConstants();
      return dashed(reasons).stream()
          .flatMap(reason -> Stream.of(reason + ".title", reason + ".text"))
          .toList();
    } catch (ClassNotFoundException renamed) {
      throw new AssertionError(renamed);
    }
  }

  /** Types that are read together with others, so that one of them may be a gap in the whole. */
  private static List<String> typesReadTogether() {
    LocalDate day = LocalDate.EPOCH;
    var queries = new ArrayList<FhirQuery>();
    queries.addAll(AgendaQueries.teamItems("a", day));
    queries.add(TreatmentQueries.medicines("a"));
    queries.add(GoalQueries.ofPatient("a"));
    GoalQueries.confidence("a", ChartConcepts.standard()).ifPresent(queries::add);
    queries.addAll(PreferenceQueries.ofPatient("a", "81338-6"));
    queries.add(PeopleQueries.practitioner("a"));
    queries.add(PeopleQueries.roles("a"));
    return queries.stream().map(FhirQuery::resourceType).distinct().toList();
  }
}
