package org.flippedvisit.fhir.note;

import java.time.LocalDate;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.mapping.Wording;
import org.jspecify.annotations.Nullable;

/** What became of an agenda item, in plain words; empty parts are left out. */
final class FateText {
  private static final String INDENT = "   ";

  private final NotePage page;
  private final NoteNames names;
  private final Wording wording;

  private FateText(NotePage page, NoteNames names, Wording wording) {
    this.page = page;
    this.names = names;
    this.wording = wording;
  }

  static void write(NotePage page, @Nullable Fate fate, NoteNames names, Wording wording) {
    new FateText(page, names, wording).write(fate);
  }

  private void write(@Nullable Fate fate) {
    switch (fate) {
      case null -> ours("fate.none");
      case Fate.Discussed discussed -> {
        ours("fate.discussed");
        theirs("fate.note", discussed.note());
      }
      case Fate.DecidedTogether decided -> {
        if (decided.what().isBlank()) {
          ours("fate.decided.something");
        }
        theirs("fate.decided", decided.what());
        theirs("fate.decided.who", decided.who());
        day("fate.decided.when", decided.byWhen());
      }
      case Fate.Later later -> later(later);
      case Fate.NotNow notNow -> notNow(notNow);
      case Fate.SafetyNet safetyNet -> theirs("fate.safetyNet", safetyNet.words());
      case Fate.Dropped dropped -> {
        ours("fate.dropped");
        theirs("fate.note", dropped.reason());
      }
    }
  }

  private void later(Fate.Later later) {
    ours("fate.later." + later.place());
    theirs("fate.later.owner", later.owner());
    day("fate.later.on", later.on());
    theirs("fate.note", later.note());
  }

  private void notNow(Fate.NotNow notNow) {
    ours("fate.notNow", names.person());
    if (!notNow.personsReason().isBlank()) {
      page.verbatim(
          INDENT
              + wording.say(
                  "fate.notNow.person", names.person(), "“" + notNow.personsReason() + "”"));
    }
    theirs("fate.notNow.team", notNow.teamsReason());
  }

  private void ours(String key, Object... values) {
    page.sentence(INDENT, wording.say(key, values));
  }

  private void theirs(String key, String words) {
    if (!words.isBlank()) {
      page.verbatim(INDENT + wording.say(key, words));
    }
  }

  private void day(String key, @Nullable LocalDate day) {
    if (day != null) {
      ours(key, wording.day(day));
    }
  }
}
