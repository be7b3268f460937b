package org.flippedvisit.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What cannot be done is shown, disabled, with its reason, and what still works is beside it. Texts
 * are keys here: there is no page that has a language.
 */
class SaveButtonTest {
  private final UI page = new UI();
  private final List<SaveButton> pressed = new ArrayList<>();
  private final SaveButton save =
      new SaveButton(
          "save",
          "keep",
          "save",
          Set.of(WriteKind.PREFERENCE_NOTE, WriteKind.PREFERENCE_CODED),
          pressed::add,
          () -> "the note");

  @BeforeEach
  void openPage() {
    UI.setCurrent(page);
  }

  @AfterEach
  void closePage() {
    UI.setCurrent(null);
  }

  @Test
  void savesToTheChartWhereItMay() {
    assertThat(button(save, "save").isEnabled()).isTrue();
    assertThat(button(save, "keep").isVisible()).isFalse();
    assertThat(reasons()).isEmpty();
    button(save, "save").click();
    assertThat(pressed).containsExactly(save);
  }

  @Test
  void keepsTheButtonWithItsReasonAndOffersWhatStillWorks() {
    save.cannot(
        Map.of(
            WriteKind.PREFERENCE_NOTE, Why.NOT_PERMITTED,
            WriteKind.PREFERENCE_CODED, Why.NOT_TAKEN_HERE));

    assertThat(button(save, "save").isVisible()).isTrue();
    assertThat(button(save, "save").isEnabled()).isFalse();
    assertThat(button(save, "keep").isEnabled()).isTrue();
    assertThat(all(save, CopyText.class)).singleElement().matches(Component::isVisible);
    assertThat(reasons()).hasSize(2);
    button(save, "keep").click();
    assertThat(pressed).containsExactly(save);
  }

  @Test
  void saysOneReasonOnce() {
    save.cannot(
        Map.of(
            WriteKind.PREFERENCE_NOTE, Why.NOT_PERMITTED,
            WriteKind.PREFERENCE_CODED, Why.NOT_PERMITTED));

    assertThat(reasons()).hasSize(1);
  }

  @Test
  void stillSavesWhatItMayWhereOnlyAPartCannotGo() {
    save.cannot(Map.of(WriteKind.PREFERENCE_CODED, Why.NOT_TAKEN_HERE));

    assertThat(button(save, "save").isEnabled()).isTrue();
    assertThat(button(save, "keep").isVisible()).isFalse();
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void isPressedOnceAtATime() {
    save.cannot(
        Map.of(
            WriteKind.PREFERENCE_NOTE, Why.NOT_PERMITTED,
            WriteKind.PREFERENCE_CODED, Why.NOT_PERMITTED));

    save.setBusy(true);
    assertThat(button(save, "keep").isEnabled()).isFalse();
    save.setBusy(false);
    assertThat(button(save, "keep").isEnabled()).isTrue();
    assertThat(button(save, "save").isEnabled()).as("it cannot go all the same").isFalse();
  }

  @Test
  void saysOnceThatTheSignInIsOverAndSwitchesOffWhatNeedsIt() {
    var notice = new SignInNotice();
    var open = new WriteText(write(WriteState.UNKNOWN, null), () -> {});
    page.add(notice, save, open);
    assertThat(notice.isVisible()).isFalse();

    for (int part = 0; part < 7; part++) {
      page.add(
          new ReadingText(
              new Reading.Failed<>(Reading.Failure.SIGN_IN_ENDED), "part.goals", () -> {}));
    }

    assertThat(notice.isVisible()).isTrue();
    assertThat(notice.getChildren()).hasSize(1);
    assertThat(all(open, Button.class)).noneMatch(Button::isEnabled);
    assertThat(button(save, "save").isEnabled()).isFalse();
    assertThat(button(save, "keep").isEnabled()).isTrue();
    var later = new WriteText(write(WriteState.REJECTED, Why.TOO_BUSY), () -> {});
    page.add(later);
    assertThat(all(later, Button.class)).hasSize(1).noneMatch(Button::isEnabled);
  }

  @Test
  void hearsThatTheSignInIsOverFromWriteOfThisLaunchOnly() {
    var notice = new SignInNotice();
    var earlier = new WriteText(write(WriteState.REJECTED, Why.SIGN_IN_ENDED), () -> {});
    page.add(notice, earlier);
    assertThat(notice.isVisible()).as("an earlier launch’s").isFalse();
    assertThat(all(earlier, Button.class)).allMatch(Button::isEnabled);

    SignInNotice.heard(write(WriteState.REJECTED, Why.NOT_PERMITTED), notice);
    assertThat(notice.isVisible()).isFalse();
    SignInNotice.heard(write(WriteState.REJECTED, Why.SIGN_IN_ENDED), notice);
    assertThat(notice.isVisible()).isTrue();
  }

  @Test
  void showsDisabledRetryWhereThisLaunchMayNotWrite() {
    var rejected =
        new WriteText(
            write(WriteState.REJECTED, Why.UNREACHABLE), () -> {}, Optional.of(Why.NOT_PERMITTED));
    var unknown =
        new WriteText(write(WriteState.UNKNOWN, null), () -> {}, Optional.of(Why.NOT_PERMITTED));

    assertThat(all(rejected, Button.class)).hasSize(1).noneMatch(Button::isEnabled);
    assertThat(all(unknown, Button.class)).as("looking is reading").allMatch(Button::isEnabled);
  }

  @Test
  void offersOnlyToLookAgainWhileItMayStillArrive() {
    var soon =
        new WriteText(
            write(WriteState.UNKNOWN, Why.NOT_FOUND_YET),
            () -> {},
            Optional.empty(),
            isThere -> {});

    assertThat(all(soon, Button.class))
        .extracting(Button::getText)
        .containsExactly("!{write.look-again}!");
    assertThat(all(soon, Span.class))
        .extracting(Span::getText)
        .anyMatch(text -> text.contains("write.unknown.because"));
  }

  @Test
  void saysInOneSentenceWhatIsMissingForOneReason() {
    var gaps =
        List.of(
            new Reading.Gap("CarePlan", new Reading.NotPermitted<>()),
            new Reading.Gap("ServiceRequest", new Reading.NotPermitted<>()),
            new Reading.Gap("Observation", new Reading.Failed<>(Reading.Failure.TOO_SLOW)));
    var text =
        new ReadingText(
            new Reading.Found<>(List.of(), List.of(), false, gaps), "part.team-items", () -> {});

    assertThat(all(text, Paragraph.class)).hasSize(2);
  }

  private List<Paragraph> reasons() {
    return all(save, Paragraph.class);
  }

  private static Button button(Component within, String text) {
    return all(within, Button.class).stream()
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static <C extends Component> List<C> all(Component within, Class<C> type) {
    return every(within).filter(type::isInstance).map(type::cast).toList();
  }

  private static Stream<Component> every(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(SaveButtonTest::every));
  }

  private static Write write(WriteState state, @Nullable Why why) {
    return new Write(
        UUID.randomUUID(),
        WriteKind.PREFERENCE_NOTE,
        new WriteKey(UUID.randomUUID().toString()),
        "DocumentReference",
        state,
        null,
        null,
        why,
        Instant.now());
  }
}
