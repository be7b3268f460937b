package org.flippedvisit.app.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaForms;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agenda's fields through changes, reloads and the next visit, at the components. */
@AppTest
class AgendaSectionTest {
  private static final Fate DECISION = new Fate.DecidedTogether("Half a tablet", "", null);

  private final FakeEhr ehr = FakeEhr.start();
  private final AgendaService agenda;
  private final AgendaForms forms;
  private final OpenChart chart;
  private final AgendaItem first = item("Sleep");
  private final AgendaItem second = item("Inhaler");

  AgendaSectionTest(AgendaService agenda, AgendaForms forms, Launches launches) {
    this.agenda = agenda;
    this.forms = forms;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void openPage() {
    UI.setCurrent(new UI());
  }

  @AfterEach
  void stop() {
    UI.setCurrent(null);
    ehr.close();
  }

  @Test
  void leavesOpenFormAloneWhenAnotherRowChanges() {
    AgendaSection section = open(visitWith(first, second));
    AgendaRow row = row(section, first);
    TextArea what = typeDecision(row);

    press(row(section, second), "fate.discussed");
    section.move(second, -1);
    section.addItem("The gym", Origin.PERSON, false);

    assertThat(all(section, AgendaRow.class)).startsWith(row(section, second), row).hasSize(3);
    assertThat(all(row, TextArea.class)).containsExactly(what);
    assertThat(what.getValue()).isEqualTo("Half a tablet");
  }

  @Test
  void restoresOpenFormWhenThePageOpensAgain() {
    Launch launch = visitWith(first, second);
    typeDecision(row(open(launch), first));

    AgendaSection reloaded = open(launch);

    assertThat(all(row(reloaded, first), TextArea.class))
        .extracting(TextArea::getValue)
        .containsExactly("Half a tablet");
    assertThat(all(row(reloaded, second), TextArea.class)).isEmpty();
    assertThat(all(reloaded, BegunEarlier.class)).isEmpty();
  }

  @Test
  void dropsWordsOnlyOnceTheyAreTheItemsFate() {
    Launch launch = visitWith(first, second);
    AgendaRow row = row(open(launch), first);
    typeDecision(row);
    press(row, "fate.form.back");
    assertThat(forms.begunFates(launch)).hasSize(1);
    press(row, "fate.decided");
    assertThat(all(row, TextArea.class).getFirst().getValue()).isEqualTo("Half a tablet");

    press(row, "fate.form.keep");

    assertThat(agenda.current(launch).find(first.id()).orElseThrow().fate()).isEqualTo(DECISION);
    assertThat(forms.begunFates(launch)).isEmpty();
  }

  @Test
  void offersWordsBesideFateThatSomebodyGaveMeanwhile() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);
    AgendaRow row = row(section, first);
    typeDecision(row);

    section.decide(first, new Fate.Discussed(""));

    assertThat(all(row, TextArea.class)).isEmpty();
    assertThat(all(row, BegunEarlier.class)).hasSize(1);
    press(row, "begun.use");
    assertThat(all(row, TextArea.class).getFirst().getValue()).isEqualTo("Half a tablet");
  }

  @Test
  void restoresNewWordsOfItemWhenThePageOpensAgain() {
    Launch launch = visitWith(first, second);
    forms.words(launch, first.id()).keep("Sleep, since the new tablets");

    AgendaRow row = row(open(launch), first);

    assertThat(all(row, TextArea.class))
        .extracting(TextArea::getValue)
        .containsExactly("Sleep, since the new tablets");
    press(row, "fate.form.keep");
    assertThat(agenda.current(launch).find(first.id()).orElseThrow().words())
        .isEqualTo("Sleep, since the new tablets");
    assertThat(all(row, TextArea.class)).isEmpty();
    assertThat(forms.begunWords(launch)).isEmpty();
  }

  @Test
  void keepsFieldWithNewWordsWhileSomebodyElseWritesOthers() {
    Launch launch = visitWith(first, second);
    forms.words(launch, first.id()).keep("Sleep, since the new tablets");
    AgendaSection section = open(launch);
    TextArea field = all(row(section, first), TextArea.class).getFirst();

    agenda.change(launch, stored -> stored.withWords(first, "Snoring", "Lena"));
    section.refresh();
    assertThat(all(row(section, first), TextArea.class)).containsExactly(field);
    press(row(section, first), "fate.form.keep");

    AgendaItem now = agenda.current(launch).find(first.id()).orElseThrow();
    assertThat(
            Stream.concat(
                Stream.of(now.words()), now.otherVersions().stream().map(OtherVersion::words)))
        .containsExactlyInAnyOrder("Snoring", "Sleep, since the new tablets");
  }

  @Test
  void offersNewWordsThatWereBegunAtAnotherVisit() {
    Launch before = visitWith(first, second);
    forms.words(before, first.id()).keep("Sleep, since the new tablets");
    Launch now = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-2");
    agenda.open(now, List.of(), List.of());

    AgendaSection section = open(now);

    AgendaRow carried = row(section, first);
    assertThat(all(carried, TextArea.class)).isEmpty();
    press(carried, "begun.use");
    assertThat(all(carried, TextArea.class))
        .extracting(TextArea::getValue)
        .containsExactly("Sleep, since the new tablets");
    assertThat(forms.words(before, first.id()).here()).isEmpty();
  }

  @Test
  void saysWhatBecameOfWhatWaitedAtTheVisitBefore() {
    Fate later = new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "not before the match");
    visitWith(first.withFate(later), second.withFate(new Fate.Discussed("")));
    Launch next = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-2");
    agenda.open(next, List.of(), List.of());

    AgendaRow row = row(open(next), first);

    assertThat(all(row, Paragraph.class))
        .filteredOn(line -> line.hasClassName("fv-before"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getText())
                    .contains("agenda.before")
                    .contains("not before the match"));
  }

  @Test
  void saysWhatBecameEarlierOfAPartOfWhatIsJoined() {
    visitWith(first.withFate(later("after the exam")), second.withFate(later("with his mother")));
    Launch next = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-2");
    agenda.open(next, List.of(), List.of());
    agenda.change(next, stored -> stored.withItemsJoined(first.id(), second.id()));

    AgendaRow row = row(open(next), first);

    assertThat(all(row, Paragraph.class))
        .filteredOn(line -> line.hasClassName("fv-before"))
        .extracting(Paragraph::getText)
        .satisfiesExactly(
            whole -> assertThat(whole).contains("after the exam"),
            part -> assertThat(part).contains("with his mother"));
  }

  private static Fate later(String words) {
    return new Fate.Later(Fate.Place.NEXT_VISIT, "", null, words);
  }

  @Test
  void keepsTheWordsOfFateThatIsTakenBack() {
    Launch launch = visitWith(first.withFate(DECISION), second);
    AgendaRow row = row(open(launch), first);

    press(row, "fate.change");

    assertThat(agenda.current(launch).find(first.id()).orElseThrow().isOpen()).isTrue();
    assertThat(all(row, TextArea.class).getFirst().getValue()).isEqualTo("Half a tablet");
    assertThat(all(row(open(launch), first), TextArea.class)).hasSize(1);
  }

  @Test
  void offersAtTheNextVisitWhatWasTypedForAnItemThatWaits() {
    Launch before = visitWith(first, second);
    typeDecision(row(open(before), first));

    Launch now = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-2");
    agenda.open(now, List.of(), List.of());
    AgendaRow row = row(open(now), first);

    assertThat(all(row, TextArea.class)).as("never by itself").isEmpty();
    press(row, "begun.use");
    assertThat(all(row, TextArea.class).getFirst().getValue()).isEqualTo("Half a tablet");
    assertThat(forms.begunFates(now)).extracting(BegunFate::isHere).containsExactly(true);
    assertThat(forms.begunFates(before)).extracting(BegunFate::isHere).containsExactly(false);
  }

  @Test
  void offersWordsWhoseItemIsGoneAsAnItemOfTheirOwn() {
    Launch before = visitWith(first, second);
    AgendaSection section = open(before);
    typeDecision(row(section, first));
    section.decide(first, new Fate.Discussed("")); // done with: it does not come back

    Launch now = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-2");
    agenda.open(now, List.of(), List.of());
    AgendaSection next = open(now);
    assertThat(all(next, BegunEarlier.class)).hasSize(1);
    TextField words = all(next, TextField.class).getFirst();
    words.setValue("already typing");
    press(next, "begun.use");
    assertThat(words.getValue()).as("nothing is overwritten").isEqualTo("already typing");
    words.clear();
    press(next, "begun.use");

    assertThat(words.getValue()).isEqualTo("Half a tablet");
    assertThat(forms.newItem(now).here()).map(Draft::value).isPresent();
    assertThat(forms.begunFates(now)).isEmpty();
  }

  @Test
  void keepsNewItemUntilItIsOnTheAgenda() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);
    all(section, TextField.class).getFirst().setValue("The gym at school");

    AgendaSection reloaded = open(launch);
    assertThat(all(reloaded, TextField.class).getFirst().getValue()).isEqualTo("The gym at school");
    press(reloaded, "agenda.add");

    assertThat(agenda.current(launch).items()).hasSize(3);
    assertThat(forms.newItem(launch).here()).isEmpty();
    assertThat(all(reloaded, TextField.class).getFirst().getValue()).isEmpty();
  }

  @Test
  void takesBackWhatWasDoneHereOneStepAtATime() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);
    section.decide(first, new Fate.Discussed(""));
    section.move(second, -1);
    section.join(second, first);
    Agenda joined = agenda.current(launch);
    assertThat(joined.items()).hasSize(1);

    press(section, "agenda.undo");
    assertThat(agenda.current(launch).items()).hasSize(2);
    press(section, "agenda.undo");
    press(section, "agenda.undo");

    assertThat(agenda.current(launch).items()).containsExactly(first, second);
    assertThat(all(section, AgendaRow.class)).hasSize(2);
  }

  @Test
  void givesTheWordsBackThatAnUndoneItemHad() {
    Launch launch = visitWith(first);
    AgendaSection section = open(launch);
    section.addItem("The gym at school", Origin.PERSON, false);

    press(section, "agenda.undo");

    assertThat(agenda.current(launch).items()).containsExactly(first);
    assertThat(all(section, TextField.class).getFirst().getValue()).isEqualTo("The gym at school");
    assertThat(forms.newItem(launch).here()).isPresent();
  }

  @Test
  void takesBackNothingThatSomebodyElseChangedSince() {
    Launch launch = visitWith(first, second);
    AgendaSection mine = open(launch);
    mine.decide(first, new Fate.Discussed(""));
    AgendaSection theirs = open(launch);
    theirs.decide(agenda.current(launch).items().getFirst(), DECISION);

    press(mine, "agenda.undo");

    assertThat(agenda.current(launch).items().getFirst().fate()).isEqualTo(DECISION);
    assertThat(row(mine, first).getChildren()).isNotEmpty();
  }

  @Test
  void keepsAndShowsBothWhereTwoDecideAtOnce() {
    Launch launch = visitWith(first, second);
    AgendaSection mine = open(launch, "Dr. Ahlgren");
    AgendaSection theirs = open(launch, "Lena Ortiz");
    theirs.decide(first, new Fate.Discussed(""));

    mine.decide(first, DECISION); // as it was seen here: without a fate

    AgendaItem both = agenda.current(launch).items().getFirst();
    assertThat(both.fate()).isEqualTo(new Fate.Discussed(""));
    assertThat(both.otherVersions())
        .containsExactly(new OtherVersion(null, DECISION, "Dr. Ahlgren"));
    assertThat(agenda.current(launch).openCount()).as("until a person chooses").isEqualTo(2);
    theirs.refresh();
    press(row(theirs, first), "agenda.version.take");
    assertThat(agenda.current(launch).items().getFirst()).isEqualTo(first.withFate(DECISION));
  }

  @Test
  void keepsAndShowsBothWordingsOfTwoAtOnce() {
    Launch launch = visitWith(first, second);
    AgendaSection mine = open(launch, "Dr. Ahlgren");
    AgendaSection theirs = open(launch, "Lena Ortiz");
    theirs.reword(first, "Sleep at night");

    mine.reword(first, "Sleeping");

    AgendaItem both = agenda.current(launch).items().getFirst();
    assertThat(both.words()).isEqualTo("Sleep at night");
    assertThat(both.otherVersions()).extracting(OtherVersion::words).containsExactly("Sleeping");
    press(row(mine, first), "agenda.version.leave");
    assertThat(agenda.current(launch).items().getFirst())
        .isEqualTo(first.withWords("Sleep at night"));
  }

  @Test
  void showsWhatOthersDoAndLeavesWhatIsTypedHere() {
    Launch launch = visitWith(first, second);
    AgendaSection mine = open(launch);
    TextArea what = typeDecision(row(mine, first));
    AgendaSection theirs = open(launch);
    theirs.addItem("The gym at school", Origin.PERSON, false);
    theirs.decide(second, new Fate.Discussed(""));

    mine.refresh();

    assertThat(all(mine, AgendaRow.class)).hasSize(3);
    assertThat(all(row(mine, first), TextArea.class)).containsExactly(what);
  }

  @Test
  void showsWhatIsForTalkingAloneOnlyThen() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);

    section.setPrivacy(first, Privacy.ALONE);
    assertThat(all(section, AgendaRow.class)).hasSize(1);
    section.setMode(Mode.ALONE);
    assertThat(all(section, AgendaRow.class)).hasSize(2);
    section.setMode(Mode.SHARED);
    assertThat(all(section, AgendaRow.class)).hasSize(1);

    section.setMode(Mode.TOGETHER);
    section.setPrivacy(second, Privacy.THIS_VISIT);
    assertThat(all(section, AgendaRow.class)).hasSize(1);
    section.setMode(Mode.SHARED);
    assertThat(all(section, AgendaRow.class)).isEmpty();
  }

  @Test
  void saysThatSomethingIsOpenWhichIsNotShown() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);
    section.setPrivacy(first, Privacy.ALONE);

    section.decide(second, new Fate.Discussed(""));

    assertThat(all(section, Paragraph.class))
        .filteredOn(Component::isVisible)
        .extracting(Paragraph::getText)
        .contains("!{agenda.elsewhere}!");
  }

  @Test
  void joinsAndTakesApart() {
    Launch launch = visitWith(first, second);
    AgendaSection section = open(launch);

    section.join(first, second);
    assertThat(all(section, AgendaRow.class)).hasSize(1);
    press(row(section, first), "agenda.split");

    assertThat(agenda.current(launch).items()).containsExactly(first, second);
  }

  @Test
  void leavesTheirAnswersAsTheySaidThem() {
    AgendaItem said =
        new AgendaItem(
            AgendaService.newId(),
            Origin.PERSON,
            "I am so tired",
            "",
            "QuestionnaireResponse/1#concern",
            null,
            LocalDate.now(ZoneId.systemDefault()),
            false,
            false);
    AgendaSection section = open(visitWith(said, second));

    assertThat(menu(row(section, said))).doesNotContain("!{agenda.edit}!");
    assertThat(menu(row(section, second))).contains("!{agenda.edit}!");
  }

  private static List<String> menu(AgendaRow row) {
    return all(row, ItemMenu.class)
        .getFirst()
        .getItems()
        .getFirst()
        .getSubMenu()
        .getItems()
        .stream()
        .map(MenuItem::getText)
        .toList();
  }

  private Launch visitWith(AgendaItem... items) {
    Launch launch = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "visit-1");
    for (AgendaItem item : items) {
      agenda.change(launch, stored -> stored.withItemAdded(item));
    }
    return launch;
  }

  private AgendaSection open(Launch launch) {
    return open(launch, "Dr. Ahlgren");
  }

  private AgendaSection open(Launch launch, String by) {
    var section =
        new AgendaSection(
            new AgendaOnPage(launch, agenda, forms, () -> by),
            kept -> assertThat(kept).isEqualTo(agenda.current(launch)));
    section.show(agenda.current(launch), BlockedDays.NONE);
    return section;
  }

  private static TextArea typeDecision(AgendaRow row) {
    press(row, "fate.decided");
    TextArea what = all(row, TextArea.class).getFirst();
    what.setValue("Half a tablet");
    return what;
  }

  private static AgendaRow row(AgendaSection section, AgendaItem item) {
    return all(section, AgendaRow.class).stream()
        .filter(row -> row.isOf(item.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Presses the button with this text; without a page there are keys for texts. */
  private static void press(Component within, String key) {
    all(within, Button.class).stream()
        .filter(button -> button.getText().equals("!{" + key + "}!"))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private static <C extends Component> List<C> all(Component within, Class<C> type) {
    return every(within).filter(type::isInstance).map(type::cast).toList();
  }

  private static Stream<Component> every(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(AgendaSectionTest::every));
  }

  private static AgendaItem item(String words) {
    return new AgendaItem(
        AgendaService.newId(),
        Origin.TEAM,
        words,
        "",
        null,
        null,
        LocalDate.now(ZoneId.systemDefault()),
        false,
        false);
  }
}
