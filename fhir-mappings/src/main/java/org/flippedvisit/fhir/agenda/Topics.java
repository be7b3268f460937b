package org.flippedvisit.fhir.agenda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.JsonResource;

/**
 * What agenda items can be about, from {@code topics.json}: so that what the person says and what
 * the team brings are seen to be the same thing. Only ever a suggestion.
 */
public final class Topics {
  private static final List<String> LANGUAGES = List.of("en", "es");
  private static final Pattern BAR = Pattern.compile("\\|");

  private static final Topics STANDARD = new Topics(JsonResource.read(Topics.class, "topics.json"));

  private final Map<String, Topic> byId = new LinkedHashMap<>();
  private final PhraseFinder words;
  private final Map<String, String> byCode = new HashMap<>();

  /**
   * One topic.
   *
   * @param names by language tag, as they stand after "about"
   * @param isBroad true for what two items can share without being the same thing
   */
  private record Topic(String id, Map<String, String> names, boolean isBroad) {}

  /**
   * Reads the taxonomy.
   *
   * @throws IllegalStateException if it is not whole; says where
   */
  Topics(JsonNode taxonomy) {
    var phrases = new LinkedHashMap<String, List<String>>();
    for (JsonNode entry : taxonomy) {
      String id = entry.path("id").asText();
      require(!id.isBlank() && !byId.containsKey(id), id, "has no id of its own");
      byId.put(id, new Topic(id, names(entry, id), entry.path("broad").asBoolean()));
      phrases.put(id, phrases(entry, id));
      for (JsonNode code : entry.path("codes")) {
        String token = code.asText();
        require(token.matches("\\S+\\|\\S+"), id, "has a code that is not system|code: " + token);
        require(byCode.put(token, id) == null, id, "has a code of another topic: " + token);
      }
    }
    words = PhraseFinder.of(phrases);
  }

  private static Map<String, String> names(JsonNode entry, String id) {
    var names = new HashMap<String, String>();
    for (String language : LANGUAGES) {
      String name = entry.path("names").path(language).asText();
      require(!name.isBlank(), id, "has no name in " + language);
      names.put(language, name);
    }
    return names;
  }

  /** Each line is a word with its other forms behind bars. */
  private static List<String> phrases(JsonNode entry, String id) {
    var phrases = new ArrayList<String>();
    for (String language : LANGUAGES) {
      JsonNode lines = entry.path("words").path(language);
      require(!lines.isEmpty(), id, "has no words in " + language);
      lines.forEach(line -> phrases.addAll(forms(line.asText())));
    }
    return phrases;
  }

  /** A word with its other forms, which stand behind bars. */
  static List<String> forms(String line) {
    return List.of(BAR.split(line));
  }

  private static void require(boolean holds, String id, String what) {
    if (!holds) {
      throw new IllegalStateException("topics.json: the topic " + id + " " + what);
    }
  }

  /** Ids of all topics. */
  public static Set<String> all() {
    return Set.copyOf(STANDARD.byId.keySet());
  }

  /** Topics that a text names in words a person would use, English or Spanish. */
  public static Set<String> inWords(String text) {
    return STANDARD.words.in(text).stream()
        .map(PhraseFinder.Found::meaning)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first word, as it is written, for which a text is taken to be about a topic. */
  static Optional<String> wordFor(String topic, String text) {
    return STANDARD.words.in(text).stream()
        .filter(found -> found.meaning().equals(topic))
        .map(PhraseFinder.Found::asWritten)
        .findFirst();
  }

  /**
   * Topics of codes.
   *
   * @param tokens each {@code system|code}
   */
  public static Set<String> ofCodes(Collection<String> tokens) {
    return tokens.stream()
        .flatMap(token -> STANDARD.ofCode(token).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The code itself, else the longest listed start of it that ends in a star. */
  private Optional<String> ofCode(String token) {
    String exact = byCode.get(token);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (int length = token.length(); length > token.indexOf('|') + 1; length--) {
      String prefix = byCode.get(token.substring(0, length) + "*");
      if (prefix != null) {
        return Optional.of(prefix);
      }
    }
    return Optional.empty();
  }

  /**
   * What a topic is called, as it stands after "about".
   *
   * @throws IllegalArgumentException if there is no such topic
   */
  public static String name(String id, Locale language) {
    Topic topic = STANDARD.byId.get(id);
    if (topic == null) {
      throw new IllegalArgumentException("there is no topic " + id);
    }
    return topic.names().getOrDefault(language.getLanguage(), topic.names().getOrDefault("en", id));
  }

  /** True for what two items can share without being the same thing. */
  static boolean isBroad(String id) {
    Topic topic = STANDARD.byId.get(id);
    return topic == null || topic.isBroad();
  }
}
