package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** Puts what was kept or sent back into its places; what fits none is aside. */
final class ResponseReader {
  private final List<QuestionnaireResponseItemComponent> aside = new ArrayList<>();

  private ResponseReader() {}

  /** Fills the level and returns what fitted nowhere, word for word. */
  static List<QuestionnaireResponseItemComponent> read(
      List<QuestionnaireResponseItemComponent> items, Level root) {
    var reader = new ResponseReader();
    reader.fill(root, items);
    return reader.aside;
  }

  private void fill(Level level, List<QuestionnaireResponseItemComponent> items) {
    Map<String, Integer> seen = new HashMap<>();
    for (QuestionnaireResponseItemComponent item : items) {
      int number = seen.merge(item.getLinkId() == null ? "" : item.getLinkId(), 1, Integer::sum);
      place(level, item, number).ifPresentOrElse(place -> fill(place, item), () -> aside.add(item));
    }
  }

  private static Optional<Place> place(
      Level level, QuestionnaireResponseItemComponent item, int number) {
    List<Place> places =
        level.places.stream()
            .filter(place -> place.rules.linkId().equals(item.getLinkId()))
            .toList();
    if (number <= places.size()) {
      return Optional.of(places.get(number - 1));
    }
    return !places.isEmpty() && places.getFirst().rules.isRepeatingGroup()
        ? Optional.of(level.add(places.getFirst().rules))
        : Optional.empty();
  }

  private void fill(Place place, QuestionnaireResponseItemComponent item) {
    if (place.inside != null) {
      fill(place.inside, item.getItem());
      if (item.hasAnswer()) {
        aside.add(only(item).setAnswer(item.getAnswer()));
      }
      return;
    }
    if (!place.rules.type().isQuestion()) {
      if (item.hasAnswer() || item.hasItem()) {
        aside.add(item);
      }
      return;
    }
    place.isTyped = item.hasExtension(ResponseWriter.TYPED);
    answer(place, item);
    if (item.hasItem()) {
      aside.add(only(item).setItem(item.getItem()));
    }
  }

  private void answer(Place place, QuestionnaireResponseItemComponent item) {
    var answers = new ArrayList<FormAnswer>();
    var given = new ArrayList<QuestionnaireResponseItemAnswerComponent>();
    for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
      Optional<FormAnswer> read = AnswerMapper.fromFhir(answer.getValue());
      if (answer.hasExtension(ResponseWriter.WITHDRAWN)) {
        read.ifPresentOrElse(
            value -> fill(place, place.withdraw(value), answer), () -> putAside(item, answer));
      } else if (read.isPresent()) {
        answers.add(Options.asOffered(place.rules.item().options(), read.get()));
        given.add(answer);
      } else if (answer.hasValue()) {
        putAside(item, answer);
      } else if (!place.slots().isEmpty()) {
        fill(place, place.slots().getFirst(), answer);
      } else {
        putAside(item, answer);
      }
    }
    if (!answers.isEmpty()) {
      place.answer(answers);
    }
    for (int i = 0; i < given.size(); i++) {
      fill(place, place.slots().get(i), given.get(i));
    }
  }

  private void fill(Place place, Slot slot, QuestionnaireResponseItemAnswerComponent answer) {
    if (slot.below != null) {
      fill(slot.below, answer.getItem());
    } else {
      answer.getItem().forEach(aside::add);
    }
  }

  private void putAside(
      QuestionnaireResponseItemComponent item, QuestionnaireResponseItemAnswerComponent answer) {
    aside.add(only(item).addAnswer(answer));
  }

  private static QuestionnaireResponseItemComponent only(QuestionnaireResponseItemComponent item) {
    return new QuestionnaireResponseItemComponent()
        .setLinkId(item.getLinkId())
        .setText(item.getText());
  }
}
