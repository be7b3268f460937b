package org.flippedvisit.fhir.form;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Words and their translations (extension {@code translation}), the own words under "". */
final class Translations {
  private static final String URL = "http://hl7.org/fhir/StructureDefinition/translation";

  private Translations() {}

  /** By language; empty where there are no words at all. */
  static Map<String, String> of(@Nullable PrimitiveType<?> words) {
    Map<String, String> texts = new HashMap<>();
    if (words == null) {
      return texts;
    }
    translated(words, texts);
    if (words.getValueAsString() != null && !words.getValueAsString().isBlank()) {
      texts.put("", words.getValueAsString());
    }
    return texts;
  }

  private static void translated(Element words, Map<String, String> texts) {
    for (Extension translation : words.getExtensionsByUrl(URL)) {
      String language = part(translation, "lang");
      String content = part(translation, "content");
      if (!language.isBlank() && !content.isBlank()) {
        texts.putIfAbsent(language.split("-", 2)[0], content);
      }
    }
  }

  private static String part(Extension translation, String url) {
    Extension part = translation.getExtensionByUrl(url);
    Type value = part == null ? null : part.getValue();
    return value instanceof PrimitiveType<?> text && text.getValueAsString() != null
        ? text.getValueAsString()
        : "";
  }
}
