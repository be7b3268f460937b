package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.Joined;
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Evidence;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Grounds;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.patients.HostileText;
import org.flippedvisit.fixtures.patients.HostileTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is stored comes back equal, whatever kind of fate, author or time it holds. */
class RecordJsonTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 13);

  private final RecordJson json = new RecordJson();

  static Stream<Fate> fates() {
    return Stream.of(
        new Fate.Discussed("We talked about “pacing”"),
        new Fate.DecidedTogether("Physio twice a week", "Noah", DAY),
        new Fate.DecidedTogether("Nothing to do", "", null),
        new Fate.Later(Fate.Place.NEXT_VISIT, "Dr. Ahlgren", DAY, "bring the diary"),
        new Fate.Later(Fate.Place.SOMEONE_ELSE, "", null, ""),
        new Fate.NotNow("I want one season first", "the scan is overdue"),
        new Fate.SafetyNet("Call us when you cough blood"),
        new Fate.Dropped("done elsewhere"));
  }

  static Stream<HostileText> hostileTexts() {
    return HostileTexts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void bringsWordsBackFromBytes(HostileText text) {
    byte[] stored =
        json.write(PreVisitAnswers.ofConcern(text.text(), null)).getBytes(StandardCharsets.UTF_8);

    assertThat(json.read(new String(stored, StandardCharsets.UTF_8), PreVisitAnswers.class))
        .isEqualTo(PreVisitAnswers.ofConcern(text.text(), null));
  }

  @ParameterizedTest
  @MethodSource("fates")
  void bringsEveryFateBack(Fate fate) {
    Agenda agenda =
        Agenda.EMPTY.withItemAdded(item(fate, true, false)).withItemAdded(item(null, false, true));

    assertThat(json.read(json.write(agenda), Agenda.class)).isEqualTo(agenda);
  }

  @Test
  void bringsBackWhatIsJoinedPrivateAndWordedTwice() {
    AgendaItem rich =
        new AgendaItem(
            new AgendaItemId("rich"),
            Origin.PERSON,
            "so tired",
            "",
            "QuestionnaireResponse/1#concern",
            null,
            DAY,
            false,
            false,
            new Grounds(
                Set.of("energy", "sleep"),
                List.of(
                    new Evidence(
                        Evidence.Kind.MEASURE,
                        "Tiredness is 7 of 10",
                        "tiredness",
                        ClinicalTime.of(DAY)),
                    new Evidence(Evidence.Kind.ORDER, "Sleep study", "ServiceRequest/1", null))),
            Privacy.THIS_VISIT,
            List.of(new Joined(item(new Fate.Discussed(""), false, false), 3)),
            List.of(
                new OtherVersion("tired", null, "Lena"),
                new OtherVersion(null, new Fate.Dropped("why"), "")));
    Agenda agenda =
        Agenda.EMPTY
            .withItemAdded(rich)
            .withKeptApart(new AgendaItemId("a"), new AgendaItemId("b"));

    assertThat(json.read(json.write(agenda), Agenda.class)).isEqualTo(agenda);
  }

  @Test
  void opensAgendasStoredBeforeItemsCouldBeJoined() {
    Agenda read =
        json.read(
            """
            {"items": [{"id": {"value": "1"}, "origin": "PERSON", "words": "tired", "why": "",
              "source": null, "fate": null, "raisedOn": "2026-10-13", "isSafety": false,
              "isRaisedAtEnd": true}], "closing": null}
            """,
            Agenda.class);

    assertThat(read.items())
        .containsExactly(
            new AgendaItem(
                new AgendaItemId("1"), Origin.PERSON, "tired", "", null, null, DAY, false, true));
  }

  @Test
  void knowsEveryKindOfFateAndAuthorThereIs() {
    assertThat(fates().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrder(Fate.class.getPermittedSubclasses());
    assertThat(authors().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrder(Author.class.getPermittedSubclasses());
  }

  static Stream<Author> authors() {
    return Stream.of(
        new Author.Patient("noah", "Noah"),
        new Author.Patient("noah", null),
        new Author.RelatedPerson("noah-ingrid", "Ingrid", "mother"),
        new Author.RelatedPerson("noah-ingrid", null, null),
        new Author.Practitioner("lena-ortiz", "Lena Ortiz", "medical assistant"),
        new Author.Other("Organization/x", "Somebody"),
        new Author.Other(null, null));
  }

  @ParameterizedTest
  @MethodSource("authors")
  void bringsEveryAuthorBack(Author author) {
    var response =
        new PreVisitResponse(
            null,
            null,
            PreVisitAnswers.EMPTY,
            author,
            author,
            ClinicalTime.of(DAY),
            PreVisitResponse.Status.COMPLETED,
            null);
    var closed =
        Agenda.EMPTY.closed(
            new Closing(Closing.Covered.PARTLY, "One more thing", author, Instant.EPOCH));

    assertThat(json.read(json.write(response), PreVisitResponse.class)).isEqualTo(response);
    assertThat(json.read(json.write(closed), Agenda.class)).isEqualTo(closed);
  }

  static Stream<ClinicalTime> times() {
    return Stream.of(
        new ClinicalTime(Year.of(2026)),
        new ClinicalTime(YearMonth.of(2026, 10)),
        ClinicalTime.of(DAY),
        ClinicalTime.of(OffsetDateTime.of(2026, 10, 13, 9, 0, 0, 0, ZoneOffset.UTC)),
        ClinicalTime.of(
            OffsetDateTime.of(2026, 10, 13, 9, 5, 7, 123_000_000, ZoneOffset.ofHours(-4))));
  }

  @ParameterizedTest
  @MethodSource("times")
  void bringsEveryTimeBackAsPreciseAsItWas(ClinicalTime time) {
    var preference = new PreferenceOnFile("We decide together.", null, null, time, null);

    assertThat(json.read(json.write(preference), PreferenceOnFile.class)).isEqualTo(preference);
  }

  @Test
  void bringsPreferenceBack() {
    var full =
        new PartneringPreference(
            "Ask me first",
            DecisionPart.TOGETHER,
            Set.of(InformationWay.PICTURES, InformationWay.TALK),
            Map.of(PreferenceTopic.WHO_TAKES_PART, "My sister"));
    var empty = new PartneringPreference("", null, Set.of(), Map.of());

    assertThat(json.read(json.write(full), PartneringPreference.class)).isEqualTo(full);
    assertThat(json.read(json.write(empty), PartneringPreference.class)).isEqualTo(empty);
  }

  @Test
  void readsRowOfANewerVersion() {
    String newer =
        """
        {"items": [{"id": {"value": "a"}, "origin": "PERSON", "words": "w", "why": "",
          "raisedOn": "2026-10-13", "isSafety": true, "isRaisedAtEnd": false, "colour": "blue",
          "fate": {"fate": "discussed", "note": "n", "mood": "good"}}], "soundtrack": "none"}
        """;

    Agenda read = json.read(newer, Agenda.class);

    assertThat(read.items())
        .singleElement()
        .satisfies(item -> assertThat(item.isSafety()).isTrue())
        .satisfies(item -> assertThat(item.fate()).isEqualTo(new Fate.Discussed("n")));
  }

  @Test
  void refusesFateItDoesNotKnowRatherThanLoseIt() {
    String unknown =
        """
        {"items": [{"id": {"value": "a"}, "origin": "PERSON", "words": "w", "why": "",
          "raisedOn": "2026-10-13", "fate": {"fate": "evaporated"}}]}
        """;

    assertThatThrownBy(() -> json.read(unknown, Agenda.class)).isInstanceOf(RuntimeException.class);
  }

  private static AgendaItem item(@Nullable Fate fate, boolean isSafety, boolean isRaisedAtEnd) {
    return new AgendaItem(
        new AgendaItemId("item-" + isSafety),
        isSafety ? Origin.TEAM : Origin.PERSON,
        "DEXA",
        "overdue",
        isSafety ? "ServiceRequest/7" : null,
        fate,
        DAY,
        isSafety,
        isRaisedAtEnd);
  }
}
