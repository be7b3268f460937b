package org.flippedvisit.fhir.note;

import static org.flippedvisit.fhir.preference.PreferenceNoteForm.CLOSE;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.OPEN;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.PREFERENCE_KIND;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.SAID_BY;

import java.util.Locale;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.RecordedPreference;

/**
 * The shared note about how the person likes to partner in their care: their words first, then what
 * they chose, who said it, who wrote it down, and where to say that it is wrong. Complete as plain
 * text, because that is all that some EHRs keep.
 */
public final class PreferenceNoteText {
  private PreferenceNoteText() {}

  /** The whole note, in the person's language. */
  public static String compose(RecordedPreference recorded, WriteKey key) {
    Wording wording = Wording.of(PreferenceNoteText.class, "NoteText", recorded.language());
    var names = new NoteNames(recorded.patient(), wording);
    var page = new NotePage();
    page.sentence(title(recorded)).blankLine();
    words(page, recorded, names, wording);
    choices(page, recorded, names, wording);
    origin(page, recorded, names, wording);
    page.blankLine().sentence(wording.say("correction")).blankLine();
    page.sentence(wording.say("reference", key.reference() + PREFERENCE_KIND));
    return page.print();
  }

  /** The title of the note, for the document's list entry. */
  public static String title(RecordedPreference recorded) {
    Wording wording = Wording.of(PreferenceNoteText.class, "NoteText", recorded.language());
    return wording.say("preference.title", new NoteNames(recorded.patient(), wording).person());
  }

  /** Their words; what they chose stands in for them when they used none. */
  private static void words(
      NotePage page, RecordedPreference recorded, NoteNames names, Wording wording) {
    PartneringPreference preference = recorded.preference();
    String words =
        preference.words().isBlank()
            ? PreferenceMapper.line(preference, recorded.language())
            : preference.words();
    page.verbatim(OPEN + words + CLOSE);
    page.sentence(
        SAID_BY
            + wording.say(
                "preference.attribution",
                names.of(recorded.saidBy()),
                wording.moment(recorded.saidAt())));
  }

  private static void choices(
      NotePage page, RecordedPreference recorded, NoteNames names, Wording wording) {
    PartneringPreference preference = recorded.preference();
    Locale language = recorded.language();
    if (!preference.words().isBlank() && hasChoices(preference)) {
      page.blankLine().sentence(wording.say("preference.choices", names.person()));
      if (preference.decisionPart() != null) {
        page.sentence(
            "  ",
            wording.say("preference.decision")
                + ": "
                + VisitCodes.display(preference.decisionPart().code(), language));
      }
      if (!preference.informationWays().isEmpty()) {
        page.sentence(
            "  ",
            wording.say("preference.information")
                + ": "
                + preference.informationWays().stream()
                    .map(way -> VisitCodes.display(way.code(), language))
                    .collect(Collectors.joining(", ")));
      }
    }
    preference
        .topics()
        .forEach(
            (topic, words) -> {
              page.blankLine().sentence(VisitCodes.display(topic.code(), language));
              page.verbatim(OPEN + words + CLOSE);
            });
  }

  private static boolean hasChoices(PartneringPreference preference) {
    return preference.decisionPart() != null || !preference.informationWays().isEmpty();
  }

  private static void origin(
      NotePage page, RecordedPreference recorded, NoteNames names, Wording wording) {
    boolean isOwn = recorded.saidBy().equals(recorded.recordedBy());
    page.blankLine()
        .sentence(
            wording.say(
                isOwn ? "preference.recorded.self" : "preference.recorded.other",
                names.of(recorded.recordedBy()),
                wording.moment(recorded.saidAt()),
                names.of(recorded.saidBy())));
    if (recorded.replacesNote() != null) {
      page.sentence(wording.say("preference.replaces"));
    }
    page.sentence(wording.say("preference.changes", names.person()));
  }
}
