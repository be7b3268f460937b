package org.flippedvisit.fhir.concept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which questions of which forms, and which Observations, carry a concern, a goal and the rest of
 * {@link Concept}. Data, from {@code concepts.json} and a site's own file ({@code
 * docs/concepts.md}); what stands in neither is left alone.
 */
public final class ChartConcepts {
  private static final String PACKED = "concepts.json";
  private static final ChartConcepts STANDARD = packed();

  private final Map<String, Form> forms;
  private final Map<String, Meaning> answerCodes;
  private final Map<String, Concept> observationCodes;
  private final int daysWithoutVisit;

  ChartConcepts(
      Map<String, Form> forms,
      Map<String, Meaning> answerCodes,
      Map<String, Concept> observationCodes,
      int daysWithoutVisit) {
    this.forms = Map.copyOf(forms);
    this.answerCodes = Map.copyOf(answerCodes);
    this.observationCodes = Map.copyOf(observationCodes);
    this.daysWithoutVisit = daysWithoutVisit;
  }

  /**
   * A form that the file names.
   *
   * @param titles what people call it, by language
   */
  record Form(Map<String, String> titles, Map<String, Meaning> byLinkId) {}

  /** The mappings packed with the app. */
  public static ChartConcepts standard() {
    return STANDARD;
  }

  /**
   * The packed mappings and a site's own.
   *
   * @param name how messages call the file
   * @throws UnusableConcepts when it is not such a file, or says of something what is said already
   */
  public static ChartConcepts withSite(String name, InputStream file) {
    var concepts = new ConceptsFile.Collected();
    readPacked(concepts);
    ConceptsFile.read(name, file, concepts);
    return concepts.done();
  }

  private static ChartConcepts packed() {
    var concepts = new ConceptsFile.Collected();
    readPacked(concepts);
    return concepts.done();
  }

  private static void readPacked(ConceptsFile.Collected into) {
    try (InputStream file =
        Objects.requireNonNull(
            ChartConcepts.class.getResourceAsStream(PACKED), PACKED + " is not packed")) {
      ConceptsFile.read(PACKED, file, into);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(PACKED + " cannot be read", unreadable);
    }
  }

  /**
   * The same, knowing a form that this app asks itself. A response has no codes, so what the codes
   * of its questions stand for is said by linkId; what a file says goes before it.
   *
   * @param url its canonical without version
   * @param titles what people call it, by language
   * @param codes of its questions, {@code system|code}, by linkId
   */
  public ChartConcepts asking(
      String url, Map<String, String> titles, Map<String, List<String>> codes) {
    Form named = forms.getOrDefault(url, new Form(Map.of(), Map.of()));
    var byLinkId = new HashMap<String, Meaning>();
    codes.forEach(
        (linkId, ofQuestion) ->
            ofQuestion.stream()
                .flatMap(code -> Stream.ofNullable(answerCodes.get(code)))
                .findFirst()
                .ifPresent(meaning -> byLinkId.put(linkId, meaning)));
    byLinkId.putAll(named.byLinkId());
    var known = new HashMap<>(forms);
    known.put(url, new Form(named.titles().isEmpty() ? titles : named.titles(), byLinkId));
    return new ChartConcepts(known, answerCodes, observationCodes, daysWithoutVisit);
  }

  /**
   * What a question stands for: as the file says of this version of the form, else of the form,
   * else of one of the question's codes.
   *
   * @param canonical of the form, with or without version; null when the response names none
   * @param codes of the question, {@code system|code}
   */
  public Optional<Meaning> ofQuestion(
      @Nullable String canonical, @Nullable String linkId, List<String> codes) {
    return named(canonical)
        .flatMap(form -> Stream.ofNullable(linkId == null ? null : form.byLinkId().get(linkId)))
        .findFirst()
        .or(
            () ->
                codes.stream()
                    .flatMap(code -> Stream.ofNullable(answerCodes.get(code)))
                    .findFirst());
  }

  /** What people call a form, by language; empty when the file does not say. */
  public Map<String, String> titles(@Nullable String canonical) {
    return named(canonical)
        .map(Form::titles)
        .filter(titles -> !titles.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  private Stream<Form> named(@Nullable String canonical) {
    if (canonical == null) {
      return Stream.empty();
    }
    return Stream.of(canonical, withoutVersion(canonical))
        .distinct()
        .flatMap(name -> Stream.ofNullable(forms.get(name)));
  }

  /** The canonical of a form in whatever version. */
  public static String withoutVersion(String canonical) {
    int bar = canonical.indexOf('|');
    return bar < 0 ? canonical : canonical.substring(0, bar);
  }

  /** What an Observation stands for, by one of its codes. */
  public Optional<Concept> ofObservation(Collection<String> codes) {
    return codes.stream()
        .flatMap(code -> Stream.ofNullable(observationCodes.get(code)))
        .findFirst();
  }

  /** The codes of Observations that carry one of these, as FHIR search tokens, in order. */
  public List<String> searchTokens(Set<Concept> concepts) {
    return observationCodes.entrySet().stream()
        .filter(entry -> concepts.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * For how many days before a visit an answer counts that names no visit. Of a form that is not
   * ours nobody can say which visit it was meant for.
   */
  public int daysWithoutVisit() {
    return daysWithoutVisit;
  }
}
