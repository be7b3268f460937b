package org.flippedvisit.fhir.agenda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flippedvisit.fhir.mapping.JsonResource;
import org.jspecify.annotations.Nullable;

/**
 * Questions that help with an agenda item, for either side, from {@code prompts.json}. They are
 * there for whoever is stuck; nobody reads them out (DOMAIN, "asking questions").
 */
public final class Prompts {
  private static final int FEWEST = 2;
  private static final int MOST = 4;

  private static final Prompts STANDARD =
      new Prompts(JsonResource.read(Prompts.class, "prompts.json"));

  private final List<Question> questions;
  private final PhraseFinder signs;

  private enum AgeBand {
    CHILD,
    TEEN,
    ADULT,
    OLDER;

    private static final int TEEN_FROM = 13;
    private static final int ADULT_FROM = 18;
    private static final int OLDER_FROM = 65;

    static AgeBand of(@Nullable Integer age) {
      if (age == null) {
        return ADULT;
      }
      if (age < TEEN_FROM) {
        return CHILD;
      }
      if (age < ADULT_FROM) {
        return TEEN;
      }
      return age < OLDER_FROM ? ADULT : OLDER;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Question(PromptKind kind, Set<String> ages, String english, String spanish) {
    boolean fits(PromptKind wanted, AgeBand band) {
      return kind == wanted && ages.contains(band.id());
    }
  }

  /**
   * Reads the questions.
   *
   * @throws IllegalStateException if a kind of item has fewer than two or more than four questions
   *     at some age, or something is not whole
   */
  Prompts(JsonNode file) {
    signs = signs(file.path("signs"));
    var read = new ArrayList<Question>();
    file.path("questions").forEach(question -> read.add(question(question)));
    questions = List.copyOf(read);
    for (PromptKind kind : PromptKind.values()) {
      for (AgeBand band : AgeBand.values()) {
        long count = questions.stream().filter(question -> question.fits(kind, band)).count();
        if (count < FEWEST || count > MOST) {
          throw new IllegalStateException(
              "prompts.json: " + count + " questions for " + kind.id() + " at age " + band.id());
        }
      }
    }
  }

  private static PhraseFinder signs(JsonNode signs) {
    Map<String, List<String>> phrases = new LinkedHashMap<>();
    signs
        .properties()
        .forEach(
            sign -> {
              var ofKind =
                  phrases.computeIfAbsent(kind(sign.getKey()).id(), id -> new ArrayList<>());
              for (JsonNode lines : sign.getValue()) {
                lines.forEach(line -> ofKind.addAll(Topics.forms(line.asText())));
              }
            });
    return PhraseFinder.of(phrases);
  }

  private static Question question(JsonNode question) {
    var ages = new TreeSet<String>();
    question.path("ages").forEach(age -> ages.add(age.asText()));
    String english = question.path("en").asText();
    String spanish = question.path("es").asText();
    boolean isKnown = Arrays.stream(AgeBand.values()).map(AgeBand::id).toList().containsAll(ages);
    if (english.isBlank() || spanish.isBlank() || ages.isEmpty() || !isKnown) {
      throw new IllegalStateException("prompts.json: this is no question: " + question);
    }
    return new Question(kind(question.path("kind").asText()), ages, english, spanish);
  }

  private static PromptKind kind(String id) {
    return PromptKind.of(id)
        .orElseThrow(() -> new IllegalStateException("prompts.json: there is no kind " + id));
  }

  /**
   * Two to four questions that fit the item.
   *
   * @param age of the patient in years; null when not known, which is taken for an adult's
   */
  public static List<String> of(AgendaItem item, @Nullable Integer age, Locale language) {
    PromptKind kind = PromptKind.of(item, STANDARD.signs);
    AgeBand band = AgeBand.of(age);
    boolean isSpanish = "es".equals(language.getLanguage());
    return STANDARD.questions.stream()
        .filter(question -> question.fits(kind, band))
        .map(question -> isSpanish ? question.spanish() : question.english())
        .toList();
  }
}
