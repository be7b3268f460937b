package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.preference.Preferences.Kept;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds now, for each who speaks, and where chart and store say different things. */
class PreferencesTest {
  private static final Author SON = new Author.Patient("noah", "Noah");
  private static final Author MOTHER = new Author.RelatedPerson("noah-ingrid", "Ingrid", "mother");

  private static PreferenceOnFile said(@Nullable Author by, int day, String words) {
    var at = ClinicalTime.of(OffsetDateTime.parse("2026-03-%02dT10:00:00Z".formatted(day)));
    return new PreferenceOnFile(words, by, null, at, "Observation/" + day);
  }

  private static Preferences of(List<PreferenceOnFile> chart, Kept... kept) {
    return new Preferences(Reading.Found.of(chart), List.of(kept));
  }

  @Test
  void showsWhatTheChartSaysBesideWhatItDoesNotHold() {
    PreferenceOnFile there = said(SON, 1, "You decide.");
    PreferenceOnFile here = said(SON, 5, "I decide.");
    Preferences both = of(List.of(there), new Kept(here, false));

    assertThat(both.current()).contains(here);
    assertThat(both.isKeptHere(here)).isTrue();
    assertThat(both.chartDiffersFrom(here)).contains(there);
  }

  @Test
  void showsNoDifferenceWhereThereIsNone() {
    PreferenceOnFile there = said(SON, 1, "I decide.");
    PreferenceOnFile here = said(SON, 5, "I decide.");

    assertThat(of(List.of(there), new Kept(here, false)).chartDiffersFrom(here)).isEmpty();
    assertThat(of(List.of(there)).chartDiffersFrom(there)).isEmpty();
  }

  @Test
  void callsNothingKeptHereThatIsThereAndCannotBeReadBack() {
    PreferenceOnFile written = said(SON, 5, "I decide.");

    assertThat(of(List.of(), new Kept(written, true)).isKeptHere(written)).isFalse();
  }

  @Test
  void comparesEachVoiceWithItselfOnly() {
    PreferenceOnFile ofMother = said(MOTHER, 7, "Ask me first.");
    PreferenceOnFile ofSon = said(SON, 5, "I decide.");
    PreferenceOnFile ofSonBefore = said(SON, 1, "You decide.");
    PreferenceOnFile ofNobodyNamed = said(null, 2, "Wants numbers.");
    Preferences all = of(List.of(ofMother, ofSonBefore, ofNobodyNamed, ofSon));

    assertThat(all.ofEachVoice()).containsExactly(ofSon, ofMother);
    assertThat(all.current()).contains(ofSon);
    assertThat(all.before(ofSon)).contains(ofNobodyNamed);
    assertThat(all.before(ofMother)).isEmpty();
    assertThat(of(List.of(ofSon), new Kept(ofMother, false)).chartDiffersFrom(ofMother)).isEmpty();
  }

  @Test
  void keepsApartWhoIsKnownByNameAloneOrNotAtAll() {
    PreferenceOnFile ofSon = said(SON, 1, "I decide.");
    PreferenceOnFile ofNamed = said(new Author.Other(null, "Ingrid (mother)"), 7, "Ask me first.");
    PreferenceOnFile ofNamedBefore =
        said(new Author.Other(null, "Ingrid (mother)"), 3, "Ask me, then him.");
    PreferenceOnFile ofOtherName = said(new Author.Other(null, "Erik (father)"), 6, "Call me.");
    PreferenceOnFile ofNobodyKnown = said(new Author.Other(null, null), 5, "Numbers.");
    PreferenceOnFile ofNobodyKnownBefore = said(new Author.Other(null, null), 2, "Pictures.");
    PreferenceOnFile ofStaff =
        said(new Author.Practitioner("dr-osei", null, null), 4, "Wants plain words.");
    Preferences all =
        of(
            List.of(
                ofSon,
                ofNamed,
                ofNamedBefore,
                ofOtherName,
                ofNobodyKnown,
                ofNobodyKnownBefore,
                ofStaff));

    assertThat(all.current()).contains(ofSon);
    assertThat(all.ofEachVoice())
        .containsExactly(ofSon, ofNamed, ofOtherName, ofNobodyKnown, ofStaff, ofNobodyKnownBefore);
    assertThat(all.before(ofNamed)).contains(ofNamedBefore);
  }

  @Test
  void holdsAMothersWordWhereHerSonHasSaidNothing() {
    PreferenceOnFile ofMother = said(MOTHER, 7, "Ask me first.");

    assertThat(of(List.of(ofMother)).current()).contains(ofMother);
  }
}
