package org.flippedvisit.fhir.preference;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How our notes can be told apart and read back by a program when an EHR keeps nothing but their
 * text: the preference as one line stands between {@link #OPEN} and {@link #CLOSE} at the start of
 * its own paragraph, the attribution follows behind {@link #SAID_BY}, and the very last line ends
 * with the reference of the write and the kind of the note, which says whether the words are the
 * patient's.
 */
public final class PreferenceNoteForm {
  public static final String OPEN = "“";
  public static final String CLOSE = "”";
  public static final String SAID_BY = "— ";

  /** Ends the reference of a note that holds a preference in the patient's own words. */
  public static final String PREFERENCE_KIND = "-partnering";

  /**
   * Ends the reference of a note that holds a preference in somebody else's words: a name alone
   * would not say to a program that it is not the patient's.
   */
  public static final String PROXY_KIND = "-partnering-proxy";

  /** Ends the reference of a note about a visit. */
  public static final String VISIT_KIND = "-visit";

  private static final Pattern OURS =
      Pattern.compile("FV-[A-Za-z0-9.-]{8}(-partnering|-partnering-proxy|-visit)\\s*\\z");

  /** What stands behind a name in an attribution: a day, or a moment. */
  private static final Pattern WHEN = Pattern.compile(", \\d[^,]*(, [^,]*)?\\z");

  private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\\r)\\n");
  private static final int FIRST_LINES = 3;

  private PreferenceNoteForm() {}

  /** The preference a note states; empty for a visit note of ours and for a note without text. */
  public static Optional<String> line(String text) {
    String note = withOurLineEnds(text);
    var ours = OURS.matcher(note);
    if (!ours.find()) {
      return firstLines(note);
    }
    return VISIT_KIND.equals(ours.group(1)) ? Optional.empty() : quoted(note);
  }

  /** True for a note about partnering that this app wrote, which a newer one may replace. */
  public static boolean isPartneringNoteOfOurs(String text) {
    var ours = OURS.matcher(text);
    return ours.find() && !VISIT_KIND.equals(ours.group(1));
  }

  /** True for a note about partnering of ours that quotes somebody else than the patient. */
  public static boolean quotesProxy(String text) {
    var ours = OURS.matcher(text);
    return ours.find() && PROXY_KIND.equals(ours.group(1));
  }

  /** The name of who is quoted in a note of ours, as it stands there; empty for any other note. */
  static String nameQuoted(String text) {
    return WHEN.matcher(saidBy(text)).replaceFirst("");
  }

  /**
   * Some EHRs make every line end a CRLF. Where one is a bare line feed, nobody did, and each CRLF
   * is the person's own.
   */
  private static String withOurLineEnds(String text) {
    return BARE_LINE_FEED.matcher(text).find() ? text : text.replace("\r\n", "\n");
  }

  /**
   * To the last end of a quote that somebody is named behind: words may hold what looks like it.
   */
  private static Optional<String> quoted(String note) {
    int open = note.indexOf("\n" + OPEN);
    int close = note.lastIndexOf(CLOSE + "\n" + SAID_BY);
    return open < 0 || close <= open
        ? Optional.empty()
        : Optional.of(note.substring(open + 1 + OPEN.length(), close));
  }

  /**
   * Who is quoted in a note of ours and when, on one line although the note may have broken it;
   * empty for any other note.
   */
  public static String saidBy(String text) {
    String note = withOurLineEnds(text);
    int quoted = note.lastIndexOf(CLOSE + "\n" + SAID_BY);
    if (quoted < 0 || !isPartneringNoteOfOurs(note)) {
      return "";
    }
    int start = quoted + CLOSE.length() + 1 + SAID_BY.length();
    int end = note.indexOf("\n\n", start);
    return note.substring(start, end < 0 ? note.length() : end).replace('\n', ' ');
  }

  /** Somebody else's note: its first lines, whole, rather than a guess at what matters in it. */
  private static Optional<String> firstLines(String note) {
    String lines =
        note.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(FIRST_LINES)
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }
}
