package org.flippedvisit.app.launch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Marks that say whose a text is, by EHR and patient, and everything that was found in the wrong
 * place. Safe for many threads.
 */
final class Markers {
  private static final Pattern MARK = Pattern.compile("«([^»]*)»");
  private static final Pattern PATIENT = Pattern.compile("\\bpx-[a-z]+");
  private static final Pattern NOTE = Pattern.compile("\"data\":\\s*\"([A-Za-z0-9+/=]+)\"");

  private final Set<String> crossings = Collections.synchronizedSet(new LinkedHashSet<>());
  private final AtomicInteger inPlace = new AtomicInteger();

  /** A text that only the patient's own launches may see. */
  static String mark(String words, String ehrId, String patientId) {
    return words + " «" + ehrId + "/" + patientId + "»";
  }

  /** Notes down every mark and every patient's id in a text that is not of this patient. */
  void check(String where, String text, String ehrId, String patientId) {
    String all = text + notes(text);
    Matcher mark = MARK.matcher(all);
    while (mark.find()) {
      if (mark.group(1).equals(ehrId + "/" + patientId)) {
        inPlace.incrementAndGet();
      } else {
        crossings.add(where + " of " + ehrId + "/" + patientId + " has " + mark.group());
      }
    }
    Matcher patient = PATIENT.matcher(all);
    while (patient.find()) {
      if (!patient.group().equals(patientId)) {
        crossings.add(where + " of " + ehrId + "/" + patientId + " names " + patient.group());
      }
    }
  }

  /** Notes down something else that must not be. */
  void cross(String what) {
    crossings.add(what);
  }

  Set<String> crossings() {
    synchronized (crossings) {
      return Set.copyOf(crossings);
    }
  }

  /** How many marks were found where they belong. */
  int inPlace() {
    return inPlace.get();
  }

  /** The notes in a FHIR resource, which are in Base64. */
  private static String notes(String json) {
    return NOTE.matcher(json)
        .results()
        .map(note -> new String(Base64.getDecoder().decode(note.group(1)), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
