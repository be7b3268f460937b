package org.flippedvisit.fhir.concept;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping file strictly: what is not understood could be a line that somebody relies on, so
 * it is refused with its line instead of left out.
 */
final class ConceptsFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Set<Concept> IN_OBSERVATIONS =
      Set.of(
          Concept.CONCERN,
          Concept.AIM,
          Concept.GOAL,
          Concept.LIFE_EVENT,
          Concept.BRINGS,
          Concept.TALK_ALONE,
          Concept.CONFIDENCE);

  private final String name;
  private final JsonParser json;
  private final Collected into;

  private ConceptsFile(String name, JsonParser json, Collected into) {
    this.name = name;
    this.json = json;
    this.into = into;
  }

  /** What all files say together. */
  static final class Collected {
    private final Map<String, ChartConcepts.Form> forms = new HashMap<>();
    private final Map<String, Meaning> answerCodes = new HashMap<>();
    private final Map<String, Concept> observationCodes = new HashMap<>();
    private int daysWithoutVisit;

    ChartConcepts done() {
      return new ChartConcepts(forms, answerCodes, observationCodes, daysWithoutVisit);
    }
  }

  static void read(String name, InputStream file, Collected into) {
    try (JsonParser json = JSON.createParser(file)) {
      new ConceptsFile(name, json, into).file();
    } catch (JsonProcessingException notJson) {
      int line = notJson.getLocation() == null ? 1 : notJson.getLocation().getLineNr();
      throw new UnusableConcepts(name, line, notJson.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name + " cannot be read", unreadable);
    }
  }

  private void file() throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "the file is one JSON object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String part = json.currentName();
      int line = line();
      json.nextToken();
      switch (part) {
        case "answersWithoutVisit" -> daysWithoutVisit(json.readValueAsTree(), line);
        case "questionnaires" -> each(this::questionnaire);
        case "answerCodes" -> each(() -> answerCode(line(), json.readValueAsTree()));
        case "observationCodes" -> each(() -> observationCode(line(), json.readValueAsTree()));
        default -> throw wrong(line, "“" + part + "” is not a part of this file");
      }
    }
    require(json.nextToken() == null, "something stands behind the end of the file");
  }

  /** Reads what stands at the parser. */
  @FunctionalInterface
  private interface Entry {
    void read() throws IOException;
  }

  private void each(Entry entry) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "a list is expected here");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.START_OBJECT, "an object is expected here");
      entry.read();
    }
  }

  private void daysWithoutVisit(JsonNode figure, int line) {
    onlyFields(figure, line, "days", "why");
    int days = figure.path("days").asInt(0);
    if (!figure.path("days").isInt() || days < 1 || days > 365) {
      throw wrong(line, "“days” is a whole number from 1 to 365");
    }
    text(figure, "why", line);
    into.daysWithoutVisit = days;
  }

  private record Item(int line, JsonNode json) {}

  private void questionnaire() throws IOException {
    int line = line();
    String canonical = null;
    Map<String, String> titles = Map.of();
    var items = new ArrayList<Item>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      int at = line();
      json.nextToken();
      switch (field) {
        case "canonical" -> canonical = canonical(json.readValueAsTree(), at);
        case "title" -> titles = texts(json.readValueAsTree(), at);
        case "items" -> each(() -> items.add(new Item(line(), json.readValueAsTree())));
        default -> throw wrong(at, "“" + field + "” says nothing about a questionnaire");
      }
    }
    if (canonical == null) {
      throw wrong(line, "“canonical” is missing");
    }
    var byLinkId = new HashMap<String, Meaning>();
    for (Item item : items) {
      onlyFields(item.json(), item.line(), "linkId", "concept", "code", "answers");
      String linkId = text(item.json(), "linkId", item.line());
      if (byLinkId.putIfAbsent(linkId, meaning(item.json(), null, item.line())) != null) {
        throw wrong(item.line(), "“" + linkId + "” is said twice of " + canonical);
      }
    }
    if (into.forms.putIfAbsent(canonical, new ChartConcepts.Form(titles, Map.copyOf(byLinkId)))
        != null) {
      throw wrong(line, canonical + " is there twice");
    }
  }

  private void answerCode(int line, JsonNode entry) {
    onlyFields(entry, line, "code", "concept", "answers");
    String code = token(text(entry, "code", line), line);
    if (into.answerCodes.putIfAbsent(code, meaning(entry, code, line)) != null) {
      throw wrong(line, code + " is there twice among the answers");
    }
  }

  private void observationCode(int line, JsonNode entry) {
    onlyFields(entry, line, "code", "concept");
    String code = token(text(entry, "code", line), line);
    Concept concept = concept(entry, line);
    if (!IN_OBSERVATIONS.contains(concept)) {
      throw wrong(line, "“" + concept.code() + "” is not read from Observations");
    }
    if (into.observationCodes.putIfAbsent(code, concept) != null) {
      throw wrong(line, code + " is there twice among the Observations");
    }
  }

  private Meaning meaning(JsonNode entry, @Nullable String itsOwnCode, int line) {
    Concept concept = concept(entry, line);
    if (concept != Concept.SCORE) {
      if (itsOwnCode == null && entry.has("code")) {
        throw wrong(line, "“code” is said of a score only");
      }
      return new Meaning(concept, null, answers(entry, concept, line));
    }
    String code = itsOwnCode == null ? token(text(entry, "code", line), line) : itsOwnCode;
    return new Meaning(concept, code, answers(entry, concept, line));
  }

  private Map<String, String> answers(JsonNode entry, Concept concept, int line) {
    if (!entry.has("answers")) {
      return Map.of();
    }
    Map<String, String> answers = texts(entry.get("answers"), line);
    for (String choice : answers.values()) {
      if (!concept.choices().contains(choice)) {
        throw wrong(
            line,
            concept.choices().isEmpty()
                ? "“" + concept.code() + "” has no choices"
                : "“" + choice + "” is none of " + String.join(", ", concept.choices()));
      }
    }
    return answers;
  }

  private Concept concept(JsonNode entry, int line) {
    String code = text(entry, "concept", line);
    return Concept.of(code)
        .orElseThrow(
            () ->
                wrong(
                    line,
                    "“"
                        + code
                        + "” is none of "
                        + Arrays.stream(Concept.values())
                            .map(Concept::code)
                            .collect(Collectors.joining(", "))));
  }

  private String canonical(JsonNode value, int line) {
    String canonical = value.asText("");
    List<String> parts = List.of(canonical.split("\\|", -1));
    if (parts.size() > 2 || parts.getLast().isBlank() || !isAbsolute(parts.getFirst())) {
      throw wrong(line, "“" + canonical + "” is no canonical: an absolute URL, or URL|version");
    }
    return canonical;
  }

  private String token(String token, int line) {
    List<String> parts = List.of(token.split("\\|", -1));
    if (parts.size() != 2 || parts.getLast().isBlank() || !isAbsolute(parts.getFirst())) {
      throw wrong(line, "“" + token + "” is no code: system|code, the system an absolute URI");
    }
    return token;
  }

  private static boolean isAbsolute(String text) {
    try {
      var uri = new URI(text);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException broken) {
      return false;
    }
  }

  private Map<String, String> texts(JsonNode object, int line) {
    if (!object.isObject()) {
      throw wrong(line, "an object of texts is expected here");
    }
    var texts = new HashMap<String, String>();
    for (Map.Entry<String, JsonNode> one : object.properties()) {
      texts.put(one.getKey(), text(object, one.getKey(), line));
    }
    return texts;
  }

  private String text(JsonNode entry, String field, int line) {
    JsonNode value = entry.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw wrong(line, "“" + field + "” is missing, or is no text");
    }
    return value.asText();
  }

  private void onlyFields(JsonNode entry, int line, String... known) {
    for (Map.Entry<String, JsonNode> one : entry.properties()) {
      if (!List.of(known).contains(one.getKey())) {
        throw wrong(line, "“" + one.getKey() + "” says nothing here");
      }
    }
  }

  private void require(boolean isRight, String what) {
    if (!isRight) {
      throw wrong(line(), what);
    }
  }

  private int line() {
    return json.currentTokenLocation().getLineNr();
  }

  private UnusableConcepts wrong(int line, String what) {
    return new UnusableConcepts(name, line, what);
  }
}
