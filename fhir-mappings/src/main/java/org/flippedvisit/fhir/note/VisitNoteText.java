package org.flippedvisit.fhir.note;

import static org.flippedvisit.fhir.preference.PreferenceNoteForm.CLOSE;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.OPEN;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.SAID_BY;
import static org.flippedvisit.fhir.preference.PreferenceNoteForm.VISIT_KIND;

import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.Joined;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.jspecify.annotations.Nullable;

/**
 * The shared note of a visit: what mattered, the agenda as both sides saw it with what became of
 * each item, and the answer to the closing question. Nothing is copied from the chart beyond the
 * words of the agenda (PMC8791761).
 */
public final class VisitNoteText {
  private final VisitSummary summary;
  private final Wording wording;
  private final NoteNames names;
  private final NotePage page = new NotePage();

  private VisitNoteText(VisitSummary summary) {
    this.summary = summary;
    this.wording = Wording.of(VisitNoteText.class, "NoteText", summary.language());
    this.names = new NoteNames(summary.patient(), wording);
  }

  /** The whole note, in the person's language. */
  public static String compose(VisitSummary summary, WriteKey key) {
    return new VisitNoteText(summary).write(key);
  }

  /** The title of the note, for the document's list entry. */
  public static String title(VisitSummary summary) {
    return new VisitNoteText(summary).title();
  }

  /** What became of one item, in the words of the note; a line for each thing said of it. */
  public static String fate(PatientSummary patient, @Nullable Fate fate, Locale language) {
    Wording wording = Wording.of(VisitNoteText.class, "NoteText", language);
    var page = new NotePage();
    FateText.write(page, fate, new NoteNames(patient, wording), wording);
    return page.print().stripIndent().strip();
  }

  private String title() {
    return wording.say("visit.title", wording.day(summary.closedAt().toLocalDate()));
  }

  private String write(WriteKey key) {
    page.sentence(title());
    if (!summary.patient().fullName().isBlank()) {
      page.sentence(names.full());
    }
    concerns();
    aim();
    agenda();
    if (summary.agenda().closing() != null) {
      closing(summary.agenda().closing());
    }
    page.blankLine()
        .sentence(
            wording.say(
                "visit.written", names.of(summary.author()), wording.moment(summary.closedAt())));
    if (summary.replacesNote() != null) {
      page.sentence(wording.say("visit.replaces"));
    }
    page.blankLine().sentence(wording.say("correction")).blankLine();
    page.sentence(wording.say("reference", key.reference() + VISIT_KIND));
    return page.print();
  }

  private void concerns() {
    if (summary.concerns().isEmpty()) {
      return;
    }
    page.blankLine().sentence(wording.say("visit.matters", names.person()));
    for (PatientConcern concern : summary.concerns()) {
      if (concern.words().isBlank()) {
        page.sentence(wording.say("visit.nothing", names.person()));
      } else {
        page.verbatim(OPEN + concern.words() + CLOSE);
      }
      page.sentence(SAID_BY + attribution(concern));
    }
  }

  private String attribution(PatientConcern concern) {
    String who =
        wording.say(
            "preference.attribution", names.of(concern.saidBy()), wording.time(concern.saidAt()));
    return concern.isAskedInTheRoom()
        ? wording.say("visit.toldTo", who, names.of(concern.recordedBy()))
        : who;
  }

  private void aim() {
    if (!summary.aim().isBlank()) {
      page.blankLine().sentence(wording.say("visit.aim"));
      page.verbatim(OPEN + summary.aim() + CLOSE);
    }
  }

  private void agenda() {
    page.blankLine().sentence(wording.say("visit.agenda"));
    // What is private to the visit stays in the room.
    List<AgendaItem> items =
        summary.agenda().items().stream().filter(item -> item.privacy() == Privacy.OPEN).toList();
    if (items.isEmpty()) {
      page.sentence(wording.say("visit.agenda.empty"));
    }
    int number = 1;
    for (AgendaItem item : items) {
      page.blankLine();
      words(Integer.toString(number++) + ". ", item);
      item.joined().stream()
          .map(Joined::item)
          .filter(part -> part.privacy() == Privacy.OPEN)
          .forEach(part -> words("   + ", part));
      page.sentence("   ", wording.say("origin." + item.shownOrigin(), names.person()));
      if (item.isRaisedAtEnd()) {
        page.sentence("   ", wording.say("visit.raisedAtEnd"));
      }
      FateText.write(page, item.fate(), names, wording);
    }
  }

  /** The person's own words are quoted; the others' stand as they were agreed on. */
  private void words(String lead, AgendaItem item) {
    String words =
        switch (item.origin()) {
          case PERSON -> OPEN + item.words() + CLOSE;
          case BOTH, CARRIED_OVER, TEAM -> item.words();
        };
    page.verbatim(lead + words);
  }

  private void closing(Closing closing) {
    page.blankLine()
        .sentence(
            wording.say("visit.closing", names.person())
                + " "
                + wording.say("visit.covered." + closing.coveredAnswer()));
    if (!closing.personsRemark().isBlank()) {
      page.verbatim(OPEN + closing.personsRemark() + CLOSE);
    }
  }
}
