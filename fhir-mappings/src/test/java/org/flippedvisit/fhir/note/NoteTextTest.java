package org.flippedvisit.fhir.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.FormerNote;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceNoteForm;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {
  private static final String LONG_WORDS =
      "Ask me first, then mum. Tell me straight. I’ll try things if I get to pick when, and I do"
          + " not want to hear it from three people on the same day.";

  private static RecordedPreference preference(
      PartneringPreference preference, Author saidBy, Author by, Locale language) {
    return new RecordedPreference(
        preference,
        People.NOAH_SUMMARY,
        saidBy,
        by,
        People.NOW,
        People.VISIT,
        language,
        new FormerNote("DocumentReference/3", ClinicalTime.of(People.NOW.minusMonths(5))),
        Telling.FIRST);
  }

  private static RecordedPreference told(Locale language, Telling telling) {
    return new RecordedPreference(
        full(),
        People.NOAH_SUMMARY,
        People.NOAH,
        People.LENA,
        People.NOW,
        People.VISIT,
        language,
        null,
        telling);
  }

  private static RecordedPreference stillRight(Locale language) {
    return told(language, Telling.stillRight(ClinicalTime.of(People.NOW.minusMonths(7))));
  }

  @Test
  void saysThatItIsStillRight() {
    Golden.verify(PreferenceNoteText.compose(stillRight(Locale.ENGLISH), People.KEY));
  }

  @Test
  void saysThatItIsStillRightInSpanish() {
    Golden.verify(PreferenceNoteText.compose(stillRight(People.SPANISH), People.KEY));
  }

  @Test
  void saysThatThePersonTypedItOnAScreenHandedOver() {
    Golden.verify(
        PreferenceNoteText.compose(told(Locale.ENGLISH, Telling.FIRST.byThemselves()), People.KEY));
  }

  @Test
  void saysThatThePersonTypedItOnAScreenHandedOverInSpanish() {
    Golden.verify(
        PreferenceNoteText.compose(told(People.SPANISH, Telling.FIRST.byThemselves()), People.KEY));
  }

  @Test
  void replacesTheNewestNoteOfTheSameVoiceOnly() {
    SharedNote ofSon = noteOf("1", People.NOAH);
    SharedNote ofMother = noteOf("2", People.INGRID);
    SharedNote earlierOfSon = noteOf("3", People.NOAH);
    var notes = List.of(ofMother, ofSon, earlierOfSon);

    assertThat(PreferenceNoteText.former(notes, told(Locale.ENGLISH, Telling.FIRST)))
        .hasValueSatisfying(
            former -> assertThat(former.reference()).isEqualTo("DocumentReference/1"));
    assertThat(PreferenceNoteText.former(List.of(ofMother), told(Locale.ENGLISH, Telling.FIRST)))
        .isEmpty();
  }

  @Test
  void replacesNoNoteThatIsNotOursAboutPartnering() {
    var foreign =
        new SharedNote(
            "9",
            "81338-6",
            "",
            "“I decide.”\n— Noah Bergström, today\n",
            null,
            ClinicalTime.of(People.NOW),
            null,
            null);

    assertThat(PreferenceNoteText.former(List.of(foreign), told(Locale.ENGLISH, Telling.FIRST)))
        .isEmpty();
  }

  private static SharedNote noteOf(String id, Author saidBy) {
    return new SharedNote(
        id,
        "81338-6",
        "",
        PreferenceNoteText.compose(
            preference(full(), saidBy, People.LENA, Locale.ENGLISH), People.KEY),
        People.LENA,
        ClinicalTime.of(People.NOW),
        null,
        null);
  }

  private static PartneringPreference full() {
    return new PartneringPreference(
        LONG_WORDS,
        DecisionPart.TOGETHER,
        Set.of(InformationWay.PICTURES, InformationWay.TALK),
        Map.of(
            PreferenceTopic.EASIER_TO_SPEAK_UP,
            "five minutes without mum",
            PreferenceTopic.KNOW_ABOUT_ME,
            "I play hockey.\nMy sister is at college."));
  }

  private static String preferenceNote(Locale language) {
    return PreferenceNoteText.compose(
        preference(full(), People.NOAH, People.LENA, language), People.KEY);
  }

  @Test
  void writesPreferenceInEnglish() {
    Golden.verify(preferenceNote(Locale.ENGLISH));
  }

  @Test
  void writesPreferenceInSpanish() {
    Golden.verify(preferenceNote(People.SPANISH));
  }

  @Test
  void writesPreferenceOfProxyWhoOnlyChose() {
    var chosen =
        new PartneringPreference(
            "", DecisionPart.YOU_RECOMMEND, Set.of(InformationWay.READ), Map.of());
    Golden.verify(
        PreferenceNoteText.compose(
            preference(chosen, People.INGRID, People.INGRID, Locale.ENGLISH), People.KEY));
  }

  private static AgendaItem item(Origin origin, String words, Fate fate, boolean atEnd) {
    return new AgendaItem(
        new AgendaItemId("id-" + words.hashCode()),
        origin,
        words,
        "why: FEV1 71 %, not for the note",
        null,
        fate,
        People.TODAY,
        false,
        atEnd);
  }

  private static VisitSummary visit(Locale language) {
    var items =
        List.of(
            item(
                Origin.PERSON,
                "Not in hospital on my birthday, Halloween or the tournament",
                new Fate.Discussed("Noah keeps the calendar."),
                false),
            item(
                Origin.BOTH,
                "Getting the mucus out during the day",
                new Fate.DecidedTogether(
                    "two airway sessions in study hall",
                    "Noah and the school nurse",
                    LocalDate.of(2026, 10, 19)),
                false),
            item(
                Origin.CARRIED_OVER,
                "Baseline bone density scan",
                new Fate.Later(Fate.Place.NEXT_VISIT, "Dr. Ahlgren", LocalDate.of(2026, 12, 1), ""),
                false),
            item(
                Origin.TEAM,
                "Yearly nutrition review",
                new Fate.NotNow(
                    "at the next admission, when I have loads of time", "dietitian agrees"),
                false),
            item(
                Origin.PERSON,
                "My ear rings",
                new Fate.SafetyNet("Call the same day if hearing drops."),
                true));
    var closing =
        new Closing(
            Closing.Covered.PARTLY, "I forgot the ear.", People.DOCTOR, People.NOW.toInstant());
    return new VisitSummary(
        People.NOAH_SUMMARY,
        List.of(
            concern(
                "I’m so tired by fourth period that I can’t skate any more.\nI need to cough.",
                ConcernKind.SYMPTOM,
                People.NOAH,
                People.NOAH),
            concern("School says he sits out more and more.", null, People.INGRID, People.LENA)),
        "if we find a way to get the mucus out at school",
        new Agenda(items, closing),
        People.DOCTOR,
        People.NOW,
        People.VISIT,
        language,
        null);
  }

  private static PatientConcern concern(
      String words, @Nullable ConcernKind kind, Author saidBy, Author recordedBy) {
    return new PatientConcern(
        words,
        kind,
        saidBy,
        recordedBy,
        ClinicalTime.of(OffsetDateTime.parse("2026-10-11T19:40:00-04:00")),
        null);
  }

  @Test
  void writesVisitInEnglish() {
    Golden.verify(VisitNoteText.compose(visit(Locale.ENGLISH), People.KEY));
  }

  @Test
  void writesVisitInSpanish() {
    Golden.verify(VisitNoteText.compose(visit(People.SPANISH), People.KEY));
  }

  @Test
  void writesVisitWithNothingOnIt() {
    var summary =
        new VisitSummary(
            People.NOAH_SUMMARY,
            List.of(concern("", ConcernKind.NOTHING, People.NOAH, People.NOAH)),
            "",
            Agenda.EMPTY.closed(
                new Closing(Closing.Covered.NOT_ASKED, "", People.DOCTOR, People.NOW.toInstant())),
            People.DOCTOR,
            People.NOW,
            null,
            Locale.ENGLISH,
            "DocumentReference/8");
    Golden.verify(VisitNoteText.compose(summary, People.KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void keepsOurSentencesWithinTheColumnsAndTheirWordsWhole(String language) {
    String note = preferenceNote(Locale.forLanguageTag(language));
    assertThat(note).contains("“" + LONG_WORDS + "”");
    assertThat(note.lines().filter(line -> !line.contains(LONG_WORDS)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(NotePage.COLUMNS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void endsWithTheReferenceOfTheWrite(String language) {
    Locale locale = Locale.forLanguageTag(language);
    assertThat(preferenceNote(locale).stripTrailing()).endsWith("FV-1a2b3c4d-partnering");
    assertThat(VisitNoteText.compose(visit(locale), People.KEY).stripTrailing())
        .endsWith("FV-1a2b3c4d-visit");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALONE", "THIS_VISIT"})
  void writesNothingThatIsPrivate(AgendaItem.Privacy privacy) {
    VisitSummary open = visit(Locale.ENGLISH);
    AgendaItem late = open.agenda().items().getLast();
    var summary =
        new VisitSummary(
            open.patient(),
            open.concerns(),
            open.aim(),
            open.agenda().withPrivacy(late.id(), privacy),
            open.author(),
            open.closedAt(),
            open.visit(),
            open.language(),
            open.replacesNote());
    assertThat(VisitNoteText.compose(open, People.KEY)).contains("My ear rings", "5. ");
    assertThat(VisitNoteText.compose(summary, People.KEY))
        .contains("4. ")
        .doesNotContain("My ear rings", "Call the same day", "5. ");
  }

  @Test
  void marksTheNoteThatQuotesSomebodyElseThanThePatient() {
    String ofMother =
        PreferenceNoteText.compose(
            preference(full(), People.INGRID, People.LENA, Locale.ENGLISH), People.KEY);

    assertThat(ofMother.stripTrailing()).endsWith("FV-1a2b3c4d-partnering-proxy");
    assertThat(PreferenceNoteForm.isPartneringNoteOfOurs(ofMother)).isTrue();
    assertThat(PreferenceNoteForm.quotesProxy(ofMother)).isTrue();
    assertThat(PreferenceNoteForm.quotesProxy(preferenceNote(Locale.ENGLISH))).isFalse();
  }

  @Test
  void replacesTheMothersNoteByHerNextOne() {
    RecordedPreference next = preference(full(), People.INGRID, People.LENA, Locale.ENGLISH);

    assertThat(
            PreferenceNoteText.former(
                List.of(noteOf("1", People.NOAH), noteOf("2", People.INGRID)), next))
        .hasValueSatisfying(
            former -> assertThat(former.reference()).isEqualTo("DocumentReference/2"));
  }

  @Test
  void copiesNothingFromTheChartBeyondTheAgendasWords() {
    assertThat(VisitNoteText.compose(visit(Locale.ENGLISH), People.KEY)).doesNotContain("FEV1");
  }
}
