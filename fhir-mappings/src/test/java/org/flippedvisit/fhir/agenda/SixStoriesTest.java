package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.Fate.Place;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.Test;

/** Six visits on six charts, each to the end that the stories behind this app tell. */
class SixStoriesTest {
  private static final LocalDate TODAY = Charts.ANCHOR;
  private static final String AHLGREN = "Dr. Karin Ahlgren";
  private static final String OSEI = "Dr. Kwame Osei";

  private static Fate next(String owner, String note) {
    return new Fate.Later(Place.NEXT_VISIT, owner, null, note);
  }

  @Test
  void noahKeepsHisBirthdayAndNobodyForgetsTheScan() {
    var story = new Story("noah", AHLGREN, Locale.ENGLISH);

    story.open(LocalDate.of(2026, 6, 9));
    story.fate("bone density", next(AHLGREN, "No time left today."));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "yeah, can I go");

    story.open(LocalDate.of(2026, 9, 14));
    assertThat(story.item("bone density").origin()).isEqualTo(Origin.CARRIED_OVER);
    story.fate("bone density", next(AHLGREN, "He had to get back to school."));
    story.fate(
        "nutrition",
        new Fate.NotNow(
            "at the next admission, when I have loads of time",
            "The dietitian is fine with that."));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.PARTLY, "mostly");

    story.open(
        TODAY,
        Story.response(
            People.NOAH,
            TODAY,
            new PreVisitAnswers(
                null,
                "wiped out by 4th period. I hold the cough in all day because of the others",
                null,
                List.of(
                    new LifeEvent("my birthday. NOT in hospital", LocalDate.of(2026, 10, 28), true),
                    new LifeEvent("tournament 🏒", LocalDate.of(2026, 11, 6), true)),
                "a place to get the mucus out",
                null,
                null,
                null,
                "")));
    assertThat(story.agenda().items().getFirst().words()).startsWith("wiped out by 4th period");
    AgendaItem scan = story.item("bone density");
    assertThat(scan.raisedOn()).isEqualTo("2026-06-09");
    assertThat(story.item("nutrition").origin()).isEqualTo(Origin.CARRIED_OVER);

    story.joinWhatIsSuggested("wiped out", "Lung function");
    story.fate(
        "wiped out",
        new Fate.DecidedTogether(
            "Clear the lungs at the nurse’s station in both study halls",
            "Noah; Ingrid asks the school",
            TODAY.plusDays(7)));

    LocalDate admission = story.blockedDays().firstFree(LocalDate.of(2026, 10, 20), 10);
    assertThat(story.blockedDays().within(admission, admission.plusDays(9))).isEmpty();
    assertThat(admission).isAfter("2026-11-06");
    story.add("When to come in for the tune-up");
    story.fate(
        "tune-up",
        new Fate.DecidedTogether("Ten days in hospital, after the tournament", AHLGREN, admission));

    story.fate(
        "nutrition",
        new Fate.Later(
            Place.SOMEONE_ELSE, "the dietitian, on the ward", admission.plusDays(2), "He asked."));
    story.fate("bone density", next(AHLGREN, "Third time. First thing next visit."));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "wow, look what happens when you ask");

    String note = story.note();
    story.open(LocalDate.of(2026, 12, 8));
    assertThat(story.item("bone density").raisedOn()).isEqualTo("2026-06-09");
    assertThat(story.item("nutrition").fate()).isNull();
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }

  @Test
  void theScanWaitsUntilAPersonDecidesHoweverManyVisitsThatTakes() {
    var story = new Story("noah", AHLGREN, Locale.ENGLISH);
    for (int visit = 0; visit < 12; visit++) {
      story.open(TODAY.plusMonths(visit));
      assertThat(story.item("bone density").raisedOn()).isEqualTo(TODAY);
      story.rest(next("", ""));
      story.close(Covered.YES, "");
    }
    story.open(TODAY.plusMonths(12));
    story.fate("bone density", new Fate.DecidedTogether("Done last week", "", null));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "");
    assertThat(story.waiting()).isEmpty();
  }

  @Test
  void aminaPlansAroundAWedding() {
    var story = new Story("amina", OSEI, Locale.ENGLISH);
    story.open(LocalDate.of(2026, 9, 1));
    story.addForPerson("Eating at a feast");
    story.fate("feast", next("", "With the dietitian’s list."));
    story.fate(
        "Colonoscopy", new Fate.NotNow("after the wedding", "He would rather not wait long."));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.PARTLY, "the food, next time");

    story.open(TODAY);
    assertThat(story.agenda().items().getFirst().words())
        .isEqualTo("The wedding is in six weeks and I can’t plan around the toilet.");
    story.joinWhatIsSuggested("The wedding", "Colitis activity");
    story.joinWhatIsSuggested("turmeric", "feast");
    LocalDate infusion = LocalDate.of(2026, 11, 23);
    assertThat(story.blockedDays().on(infusion)).isEmpty();
    assertThat(story.blockedDays().beside(infusion).map(LifeEvent::what))
        .contains("Layla’s wedding 💍");
    LocalDate moved = LocalDate.of(2026, 11, 17);
    assertThat(story.blockedDays().on(moved)).isEmpty();

    story.fate(
        "The wedding",
        new Fate.DecidedTogether(
            "Infusion a week before the wedding, not the day before", OSEI, moved));
    story.fate(
        "turmeric",
        new Fate.DecidedTogether("Small plates, no raw salad; turmeric in food is fine", "", null));
    story.fate(
        "Iron by drip", new Fate.DecidedTogether("", "Lena Ortiz", LocalDate.of(2026, 10, 27)));
    story.fate(
        "Colonoscopy",
        new Fate.Later(Place.NEXT_VISIT, OSEI, LocalDate.of(2026, 12, 8), "After the wedding."));
    story.fate("Bone strength", new Fate.NotNow("after the wedding, please", ""));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "now I can buy the dress");

    String note = story.note();
    story.open(LocalDate.of(2026, 12, 8));
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }

  @Test
  void ruthsHymnBookAndHerJointsAreOneThing() {
    var story = new Story("ruth", AHLGREN, Locale.ENGLISH);
    story.open(LocalDate.of(2026, 7, 7));
    story.fate("Joint disease", next(AHLGREN, "She tries eight tablets with folic acid."));
    story.fate("Shingles", new Fate.NotNow("I ask my sister first, she is a nurse", ""));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "yes, thank you, and you didn't rush me");

    story.open(TODAY);
    assertThat(story.agenda().items().getFirst().words())
        .isEqualTo(
            "I dropped the hymn book in front of everybody.\n"
                + "Is it the tablets not working or is it me?");
    JoinSuggestion suggestion = story.joinWhatIsSuggested("hymn book", "Joint disease");
    assertThat(suggestion.topic()).isEqualTo("joints");
    assertThat(suggestion.reason()).contains("you said “dropped the”");
    assertThat(story.item("hymn book").shownOrigin()).isEqualTo(Origin.BOTH);

    story.fate(
        "hymn book",
        new Fate.DecidedTogether(
            "It is not you. A second medicine beside the tablets, after the liver test",
            AHLGREN,
            TODAY.plusDays(14)));
    story.fate(
        "Hand therapy",
        new Fate.Later(
            Place.SOMEONE_ELSE,
            "hand therapy, the right phone number now",
            TODAY.plusDays(10),
            ""));
    story.fate("Shingles", new Fate.NotNow("my sister is away until November", ""));
    story.fate("New results", new Fate.SafetyNet("No naproxen; call if the eyes turn yellow"));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "You told me straight.");

    String note = story.note();
    story.open(LocalDate.of(2027, 1, 12));
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }

  @Test
  void dalesInsuranceComesFirstAndGoesToTheSocialWorker() {
    var story = new Story("dale", OSEI, Locale.ENGLISH);
    story.open(LocalDate.of(2026, 8, 18));
    story.fate("Feeling safe", new Fate.SafetyNet("No plan to hurt himself; knows whom to call."));
    story.fate(
        "eye exam",
        new Fate.NotNow("no ride, and if they find something I can’t pay for it anyway", ""));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.NO, "no, but I have to catch the bus");

    story.open(TODAY);
    assertThat(story.agenda().items().getFirst().words())
        .isEqualTo(
            "Insurance is gone at the end of the month. How am I supposed to pay for the insulin?");
    AgendaItem safety =
        story.agenda().items().stream().filter(AgendaItem::isSafety).findFirst().orElseThrow();
    assertThat(story.agenda().items().indexOf(safety))
        .as("never on top of his words, and before all else of the team's")
        .isEqualTo(
            story
                .agenda()
                .items()
                .indexOf(
                    story.agenda().items().stream()
                        .filter(item -> item.origin() == Origin.TEAM)
                        .findFirst()
                        .orElseThrow()));

    story.joinWhatIsSuggested("Insurance", "Social worker");
    LocalDate tomorrow = LocalDate.of(2026, 10, 14);
    assertThat(story.blockedDays().on(tomorrow)).isEmpty();
    story.fate(
        "Insurance",
        new Fate.Later(
            Place.SOMEONE_ELSE,
            "the social worker",
            tomorrow,
            "Insulin is what he cannot skip; two pens to take home today."));
    story.fate(
        "Feeling safe",
        new Fate.SafetyNet("Asked again today: no. He knows whom to call, day and night."));
    story.fate("eye exam", new Fate.NotNow("not before I know about the insurance", ""));
    story.rest(next(OSEI, ""));
    story.close(Covered.YES, "a straight answer, finally");

    String note = story.note();
    assertThat(note).doesNotContainIgnoringCase("wife");
    story.open(LocalDate.of(2026, 11, 17));
    assertThat(story.item("Insurance").origin()).isEqualTo(Origin.CARRIED_OVER);
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }

  @Test
  void rosaLeavesDecisionsToTheDoctorAndNothingIsAnAnswer() {
    var story = new Story("rosa", OSEI, People.SPANISH);
    story.open(LocalDate.of(2026, 7, 21));
    story.fate("Hearing test", next("Lena Ortiz", "No había intérprete libre."));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "No, doctor, muchas gracias.");

    story.open(TODAY);
    PatientConcern concern = story.concerns().getFirst();
    assertThat(concern.isNothingRightNow()).isTrue();
    assertThat(concern.words()).isEqualTo("Gracias a Dios, nada por ahora.");
    assertThat(story.agenda().items()).noneMatch(item -> item.origin() == Origin.PERSON);
    assertThat(story.suggestions()).isEmpty();
    story.fate(
        "Hearing test",
        new Fate.Later(
            Place.SOMEONE_ELSE, "Lena Ortiz, con intérprete", LocalDate.of(2026, 11, 3), ""));
    assertThat(story.blockedDays().on(LocalDate.of(2026, 11, 3))).isEmpty();
    story.fate(
        "Medicinas",
        new Fate.DecidedTogether(
            "Lo deja en manos del doctor, como ella prefiere: todo sigue igual", OSEI, null));
    story.rest(new Fate.Discussed(""));
    story.close(Covered.YES, "No, doctor, muchas gracias.");

    String note = story.note();
    story.open(LocalDate.of(2027, 2, 2));
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }

  @Test
  void samHasAnHonestEmptyAgenda() {
    var story = new Story("sam", OSEI, Locale.ENGLISH);
    story.open(TODAY);
    assertThat(story.agenda().items()).isEmpty();
    assertThat(story.suggestions()).isEmpty();
    story.close(Covered.NOT_ASKED, "");
    String note = story.note();
    story.open(TODAY.plusMonths(3));
    assertThat(Objects.requireNonNull(story.agenda()).items()).isEmpty();
    Golden.verify(note + "\n\n=== next visit ===\n" + AgendaLines.of(story.agenda()));
  }
}
