package org.flippedvisit.fhir.testing;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/** Records as text that a person can read and a golden file can hold; what is empty is left out. */
public final class RecordText {
  private static final String STEP = "  ";

  private RecordText() {}

  public static String of(Object value) {
    var text = new StringBuilder();
    write(value, "", text);
    return text.toString();
  }

  private static void write(Object value, String indent, StringBuilder text) {
    switch (value) {
      case ClinicalTime time -> text.append(time).append('\n');
      case Record one -> writeRecord(one, indent, text);
      case Map<?, ?> map -> {
        text.append('\n');
        new TreeMap<Object, Object>(map)
            .forEach((key, one) -> writeNamed(String.valueOf(key), one, indent, text));
      }
      case Collection<?> all -> {
        text.append('\n');
        all.stream()
            .sorted((a, b) -> all instanceof List ? 0 : a.toString().compareTo(b.toString()))
            .forEach(one -> writeNamed("-", one, indent, text));
      }
      default -> text.append(String.valueOf(value).replace("\n", "\\n")).append('\n');
    }
  }

  private static void writeRecord(Record one, String indent, StringBuilder text) {
    text.append(one.getClass().getSimpleName()).append('\n');
    for (RecordComponent part : one.getClass().getRecordComponents()) {
      writeNamed(part.getName() + ":", read(one, part), indent, text);
    }
  }

  private static void writeNamed(
      String name, @Nullable Object value, String indent, StringBuilder text) {
    Object held = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
    if (held == null
        || (held instanceof Collection<?> all && all.isEmpty())
        || (held instanceof Map<?, ?> map && map.isEmpty())
        || "".equals(held)) {
      return;
    }
    text.append(indent).append(STEP).append(name).append(' ');
    write(held, indent + STEP, text);
  }

  private static @Nullable Object read(Record one, RecordComponent part) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(one);
    } catch (ReflectiveOperationException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
