package org.flippedvisit.fhir.note;

import static org.flippedvisit.fhir.preference.PreferenceNoteForm.CLOSE;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.OPEN;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.PREFERENCE_KIND;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.PROXY_KIND;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.SAID_BY;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.preference.FormerNote;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.PreferenceNoteForm;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Voice;

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
    page.sentence(wording.say("reference", key.reference() + kind(recorded)));
    return page.print();
  }

  private static String kind(RecordedPreference recorded) {
    return Voice.isPatients(recorded.saidBy()) ? PREFERENCE_KIND : PROXY_KIND;
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
    page.blankLine();
    if (recorded.telling().stillRightSince() != null) {
      page.sentence(
          wording.say(
              "preference.stillRight",
              wording.time(recorded.telling().stillRightSince()),
              wording.moment(recorded.saidAt())));
    }
    page.sentence(
        wording.say(
            "preference.recorded." + recorded(recorded),
            names.of(recorded.recordedBy()),
            wording.moment(recorded.saidAt()),
            names.of(recorded.saidBy())));
    if (recorded.replaces() != null) {
      page.sentence(
          wording.say("preference.replaces", wording.time(recorded.replaces().writtenAt())));
    }
    page.sentence(wording.say("preference.changes", names.person()));
  }

  private static String recorded(RecordedPreference recorded) {
    if (Objects.equals(recorded.saidBy().reference(), recorded.recordedBy().reference())) {
      return "self";
    }
    return recorded.telling().isTypedThemselves() ? "typed" : "other";
  }

  /**
   * Which of earlier notes the new one replaces: the newest of ours about partnering that quotes
   * the same person. A mother's note never replaces her son's.
   *
   * @param notes shared notes, newest first
   */
  public static Optional<FormerNote> former(List<SharedNote> notes, RecordedPreference next) {
    Wording wording = Wording.of(PreferenceNoteText.class, "NoteText", next.language());
    String quoted = new NoteNames(next.patient(), wording).of(next.saidBy());
    return notes.stream()
        .filter(note -> PreferenceNoteForm.isPartneringNoteOfOurs(note.text()))
        .filter(note -> PreferenceNoteForm.saidBy(note.text()).startsWith(quoted + ","))
        .filter(note -> note.id() != null)
        .map(note -> new FormerNote("DocumentReference/" + note.id(), note.writtenAt()))
        .findFirst();
  }
}
