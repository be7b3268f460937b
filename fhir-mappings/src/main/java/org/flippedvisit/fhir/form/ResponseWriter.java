package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Writes a filling as a QuestionnaireResponse (SDC 4.0). */
final class ResponseWriter {
  /** On what is kept, never on what is sent: an answer set over a calculated one. */
  static final String TYPED = "https://flippedvisit.org/fhir/StructureDefinition/answered-by-hand";

  /** On what is kept, never on what is sent: an answer taken away, for what stood below it. */
  static final String WITHDRAWN =
      "https://flippedvisit.org/fhir/StructureDefinition/answer-withdrawn";

  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private enum What {
    /** Everything, so that a filling can go on. */
    KEPT,
    /** What is enabled and answered, without words: what expressions see. */
    ASKED,
    /** What is enabled and answered. */
    COMPLETED
  }

  private final What what;
  private final Locale language;
  private final Map<Place, QuestionnaireResponseItemComponent> written = new IdentityHashMap<>();

  private ResponseWriter(What what, Locale language) {
    this.what = what;
    this.language = language;
  }

  static QuestionnaireResponse kept(
      String canonical, Level root, List<QuestionnaireResponseItemComponent> aside) {
    var writer = new ResponseWriter(What.KEPT, Locale.ROOT);
    QuestionnaireResponse response =
        writer.response(canonical, root, QuestionnaireResponseStatus.INPROGRESS);
    aside.forEach(response::addItem);
    return response;
  }

  static QuestionnaireResponse completed(String canonical, Level root, Locale language) {
    return new ResponseWriter(What.COMPLETED, language)
        .response(canonical, root, QuestionnaireResponseStatus.COMPLETED);
  }

  /** A response with the item of each place that is in it. */
  record Asked(
      QuestionnaireResponse response, Map<Place, QuestionnaireResponseItemComponent> items) {}

  static Asked asked(String canonical, Level root) {
    var writer = new ResponseWriter(What.ASKED, Locale.ROOT);
    QuestionnaireResponse response =
        writer.response(canonical, root, QuestionnaireResponseStatus.INPROGRESS);
    return new Asked(response, writer.written);
  }

  private QuestionnaireResponse response(
      String canonical, Level root, QuestionnaireResponseStatus status) {
    var response = new QuestionnaireResponse();
    response.setQuestionnaire(canonical).setStatus(status).setItem(items(root));
    return response;
  }

  private List<QuestionnaireResponseItemComponent> items(Level level) {
    var items = new ArrayList<QuestionnaireResponseItemComponent>();
    for (Place place : level.places) {
      if (isWritten(place)) {
        items.add(item(place));
      }
    }
    return items;
  }

  private boolean isWritten(Place place) {
    if (place.rules.type() == ItemType.DISPLAY) {
      return false;
    }
    if (what != What.KEPT) {
      return place.isAnsweredAndEnabled() || isRequiredGroupToRead(place);
    }
    return place.isTouched();
  }

  /** A required group in which nothing can be answered is there nonetheless. */
  private boolean isRequiredGroupToRead(Place place) {
    return what == What.COMPLETED
        && place.isEnabled
        && place.rules.type() == ItemType.GROUP
        && place.rules.item().isRequired();
  }

  private QuestionnaireResponseItemComponent item(Place place) {
    var item = new QuestionnaireResponseItemComponent(new StringType(place.rules.linkId()));
    written.put(place, item);
    if (what != What.ASKED) {
      writeText(place.rules, item);
    }
    if (place.inside != null) {
      item.setItem(items(place.inside));
      return item;
    }
    if (what == What.KEPT && place.isTyped && place.rules.expressions().calculated() != null) {
      item.addExtension(TYPED, new BooleanType(true));
    }
    place.slots().forEach(slot -> writeAnswer(place, slot, item));
    if (what == What.KEPT) {
      place.withdrawn().forEach(slot -> writeWithdrawn(place, slot, item));
    }
    return item;
  }

  /**
   * The Questionnaire's own text, and in its translation extension what the person read: {@code
   * item.text} SHALL match the Questionnaire's (SDC 4.0).
   */
  private void writeText(ItemRules rules, QuestionnaireResponseItemComponent item) {
    String text = rules.definition().getText();
    if (text == null) {
      return;
    }
    item.setText(text);
    String read = rules.translations().get(language.getLanguage());
    if (what == What.COMPLETED && read != null && !read.equals(text)) {
      translate(item.getTextElement(), read);
    }
  }

  private void translate(Element text, String read) {
    var translation = new Extension(TRANSLATION);
    translation.addExtension("lang", new CodeType(language.getLanguage()));
    translation.addExtension("content", new StringType(read));
    text.addExtension(translation);
  }

  private void writeAnswer(Place place, Slot slot, QuestionnaireResponseItemComponent item) {
    var answer = new QuestionnaireResponseItemAnswerComponent();
    if (slot.answer != null) {
      answer.setValue(value(place, slot.answer));
    } else if (what != What.KEPT) {
      return;
    }
    if (slot.below != null) {
      answer.setItem(items(slot.below));
    }
    if (!answer.isEmpty()) {
      item.addAnswer(answer);
    }
  }

  private void writeWithdrawn(Place place, Slot slot, QuestionnaireResponseItemComponent item) {
    if (!slot.isTouched()) {
      return;
    }
    writeAnswer(place, slot, item);
    item.getAnswer().getLast().addExtension(WITHDRAWN, new BooleanType(true));
  }

  private Type value(Place place, FormAnswer answer) {
    ItemType type = place.rules.type();
    Type value =
        what == What.COMPLETED
            ? AnswerMapper.toSend(answer, type)
            : AnswerMapper.toFhir(answer, type);
    if (value instanceof Coding coding && answer instanceof FormAnswer.Choice choice) {
      FormOption option = option(place.rules.item().options(), choice);
      if (option != null) {
        writeOption(coding, option, place.rules);
      }
    }
    return value;
  }

  private static @Nullable FormOption option(List<FormOption> options, FormAnswer.Choice choice) {
    return options.stream()
        .filter(option -> Comparison.same(option.answer(), choice))
        .findFirst()
        .orElse(null);
  }

  private void writeOption(Coding coding, FormOption option, ItemRules rules) {
    if (what == What.ASKED) {
      OptionPoints.of(rules.definition(), option.answer()).forEach(coding::addExtension);
    }
    String read = option.texts().get(language.getLanguage());
    if (what == What.COMPLETED
        && coding.hasDisplay()
        && read != null
        && !read.equals(coding.getDisplay())) {
      translate(coding.getDisplayElement(), read);
    }
  }
}
