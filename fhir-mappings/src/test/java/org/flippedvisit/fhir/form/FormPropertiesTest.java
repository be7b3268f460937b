package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** What holds of every form, however it is filled in. */
class FormPropertiesTest {
  private static final List<String> TYPES =
      List.of(
          "group",
          "group",
          "string",
          "integer",
          "boolean",
          "choice",
          "open-choice",
          "date",
          "decimal",
          "display",
          "text");

  private static final String OPTIONS =
      "\"answerOption\": [{\"valueCoding\": {\"code\": \"a\"}}, {\"valueCoding\": {\"code\": \"b\"}}, {\"valueCoding\": {\"code\": \"c\"}}]";

  /**
   * What a person does: something to one of what is shown.
   *
   * @param where which of them
   * @param what which answer, or which other thing
   */
  record Deed(int where, int what) {}

  @Property(tries = 300)
  void sendsWhatIsShownAndNothingElse(
      @ForAll("forms") String json, @ForAll("deeds") List<Deed> deeds) {
    FormFilling filling = filled(json, deeds);
    List<String> shown =
        filling.nodes().stream()
            .flatMap(Forms::all)
            .flatMap(
                node -> node.answers().stream().map(answer -> node.item().linkId() + " " + answer))
            .sorted()
            .toList();
    List<String> sent =
        Forms.completed(filling).getItem().stream()
            .flatMap(FormPropertiesTest::all)
            .flatMap(
                item ->
                    item.getAnswer().stream()
                        .map(
                            answer ->
                                item.getLinkId()
                                    + " "
                                    + AnswerMapper.fromFhir(answer.getValue()).orElseThrow()))
            .sorted()
            .toList();
    assertThat(sent).isEqualTo(shown);
  }

  @Property(tries = 300)
  void keepsTheSameAfterItIsResumed(
      @ForAll("forms") String json, @ForAll("deeds") List<Deed> deeds) {
    FormFilling filling = filled(json, deeds);
    FormFilling later = Forms.resume(filling);
    assertThat(later.kept()).isEqualTo(filling.kept());
    assertThat(texts(later)).isEqualTo(texts(filling));
  }

  @Property(tries = 300)
  void sendsTheSameAgainAfterItIsResumed(
      @ForAll("forms") String json, @ForAll("deeds") List<Deed> deeds) {
    FormFilling filling = filled(json, deeds);
    String sent = filling.completed(Locale.ENGLISH);
    assertThat(FormFilling.resume(filling.form(), sent, Forms.NOBODY).completed(Locale.ENGLISH))
        .isEqualTo(sent);
  }

  @Property(tries = 300)
  void writesItemsInTheOrderOfTheQuestionnaire(
      @ForAll("forms") String json, @ForAll("deeds") List<Deed> deeds) {
    FormFilling filling = filled(json, deeds);
    assertOrder(filling.form().items(), Forms.completed(filling).getItem());
  }

  private static void assertOrder(
      List<FormItem> items, List<QuestionnaireResponseItemComponent> written) {
    List<String> linkIds = items.stream().map(FormItem::linkId).toList();
    List<Integer> places = written.stream().map(item -> linkIds.indexOf(item.getLinkId())).toList();
    assertThat(places).doesNotContain(-1).isSorted();
    for (QuestionnaireResponseItemComponent item : written) {
      FormItem asked = items.get(linkIds.indexOf(item.getLinkId()));
      boolean mayBeSeveral = asked.type() == ItemType.GROUP && asked.isRepeating();
      assertThat(
              places.stream().filter(place -> place == linkIds.indexOf(item.getLinkId())).count()
                      == 1
                  || mayBeSeveral)
          .isTrue();
      assertThat(item.getText()).isEqualTo(asked.linkId() + "?");
      assertOrder(asked.items(), item.getItem());
      item.getAnswer().forEach(answer -> assertOrder(asked.items(), answer.getItem()));
    }
  }

  @Property(tries = 300)
  void losesNothingThatWasTyped(@ForAll("forms") String json, @ForAll("deeds") List<Deed> deeds) {
    FormFilling filling = Forms.begin(FormMapper.read(json));
    Map<NodeId, List<FormAnswer>> typed = new HashMap<>();
    for (Deed deed : deeds) {
      List<FormNode> shown = filling.nodes().stream().flatMap(Forms::all).toList();
      if (shown.isEmpty()) {
        return;
      }
      FormNode node = shown.get(deed.where() % shown.size());
      if (node.item().type().isQuestion()) {
        List<FormAnswer> answers = answersOf(node, deed.what());
        List<NodeId> hidden =
            filling.wouldHide(node.id(), answers).stream().map(FormNode::id).toList();
        assertThat(texts(filling)).isEqualTo(textsOf(shown));
        filling.answer(node.id(), answers);
        typed.put(node.id(), answers);
        hidden.forEach(id -> assertThat(filling.node(id)).isEmpty());
      }
      filling.nodes().stream()
          .flatMap(Forms::all)
          .filter(one -> typed.containsKey(one.id()))
          .forEach(
              one -> assertThat(one.answers()).as(one.id().path()).isEqualTo(typed.get(one.id())));
    }
  }

  private static FormFilling filled(String json, List<Deed> deeds) {
    FormFilling filling = Forms.begin(FormMapper.read(json));
    for (Deed deed : deeds) {
      List<FormNode> shown = filling.nodes().stream().flatMap(Forms::all).toList();
      if (!shown.isEmpty()) {
        apply(filling, shown.get(deed.where() % shown.size()), deed.what());
      }
    }
    return filling;
  }

  private static void apply(FormFilling filling, FormNode node, int what) {
    if (node.item().type().isQuestion()) {
      filling.answer(node.id(), answersOf(node, what));
    } else if (node.mayAdd() && what % 3 > 0) {
      filling.addGroup(node.id());
    } else if (node.mayRemove() && what % 3 == 0) {
      filling.removeGroup(node.id());
      if (what % 2 == 0) {
        filling.putBack(node.id());
      }
    }
  }

  private static List<FormAnswer> answersOf(FormNode node, int what) {
    List<FormAnswer> all = possible(node.item().type());
    if (what % 5 == 0) {
      return List.of();
    }
    return node.item().isRepeating()
        ? IntStream.rangeClosed(0, what % 3)
            .mapToObj(i -> all.get((what / 3 + i) % all.size()))
            .distinct()
            .toList()
        : List.of(all.get(what % all.size()));
  }

  private static List<FormAnswer> possible(ItemType type) {
    return switch (type) {
      case INTEGER ->
          List.of(new FormAnswer.Whole(0), new FormAnswer.Whole(1), new FormAnswer.Whole(2));
      case DECIMAL -> List.of(decimal("0.10"), decimal("1"), decimal("2.5"));
      case BOOLEAN -> List.of(Forms.yes(), Forms.no());
      case DATE -> List.of(day("2026-01-01"), day("2026-02-01"), day("2027-01-01"));
      case CHOICE -> List.of(Forms.choice("a"), Forms.choice("b"), Forms.choice("c"));
      case OPEN_CHOICE -> List.of(Forms.choice("a"), Forms.words("other"), Forms.choice("c"));
      default -> List.of(Forms.words("one"), Forms.words("two "), Forms.words("three"));
    };
  }

  private static FormAnswer decimal(String number) {
    return new FormAnswer.Decimal(new BigDecimal(number));
  }

  private static FormAnswer day(String day) {
    return new FormAnswer.Day(ClinicalTime.of(LocalDate.parse(day)));
  }

  private static List<String> texts(FormFilling filling) {
    return textsOf(filling.nodes().stream().flatMap(Forms::all).toList());
  }

  /** LinkIds and answers: the numbers of answers may change when a filling is resumed. */
  private static List<String> textsOf(List<FormNode> nodes) {
    return nodes.stream().map(node -> node.item().linkId() + " " + node.answers()).toList();
  }

  private static Stream<QuestionnaireResponseItemComponent> all(
      QuestionnaireResponseItemComponent item) {
    return Stream.concat(
        Stream.of(item),
        Stream.concat(
                item.getItem().stream(),
                item.getAnswer().stream().flatMap(answer -> answer.getItem().stream()))
            .flatMap(FormPropertiesTest::all));
  }

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Arbitraries.integers()
        .between(0, 1000)
        .flatMap(
            where -> Arbitraries.integers().between(0, 1000).map(what -> new Deed(where, what)))
        .list()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<String> forms() {
    return Arbitraries.longs().map(seed -> new Growing(new Random(seed)).form());
  }

  /** A form of some depth whose conditions ask for questions before them. */
  private static final class Growing {
    private final Random random;
    private final List<String> questions = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private int count;

    private Growing(Random random) {
      this.random = random;
    }

    private String form() {
      return Forms.questionnaire("", items(0).toArray(String[]::new));
    }

    private List<String> items(int depth) {
      var items = new ArrayList<String>();
      int size = 1 + random.nextInt(4);
      for (int i = 0; i < size; i++) {
        items.add(item(depth));
      }
      return items;
    }

    private String item(int depth) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      String linkId = "q" + ++count + (random.nextInt(9) == 0 ? "/x[1]" : "");
      var parts = new ArrayList<String>();
      if (type.endsWith("choice")) {
        parts.add(OPTIONS);
      }
      if (!type.equals("display") && random.nextInt(3) == 0) {
        parts.add("\"repeats\": true");
      }
      if (!questions.isEmpty() && random.nextInt(3) == 0) {
        parts.add("\"enableBehavior\": \"" + (random.nextBoolean() ? "all" : "any") + "\"");
        parts.add(Forms.enableWhen(condition(), condition()));
      }
      if (!type.equals("group") && !type.equals("display")) {
        questions.add(linkId);
        types.put(linkId, type);
      }
      boolean hasItems =
          !type.equals("display") && depth < 3 && (type.equals("group") || random.nextInt(5) == 0);
      if (hasItems) {
        parts.add(Forms.items(items(depth + 1).toArray(String[]::new)));
      }
      return Forms.item(linkId, type, parts.toArray(String[]::new));
    }

    private String condition() {
      String question = questions.get(random.nextInt(questions.size()));
      if (random.nextInt(3) == 0) {
        return Forms.when(question, "exists", "\"answerBoolean\": " + random.nextBoolean());
      }
      String operator = random.nextBoolean() ? "=" : "!=";
      return Forms.when(question, operator, answer(types.getOrDefault(question, "")));
    }

    private static String answer(String type) {
      return switch (type) {
        case "integer" -> "\"answerInteger\": 1";
        case "decimal" -> "\"answerDecimal\": 1";
        case "boolean" -> "\"answerBoolean\": true";
        case "date" -> "\"answerDate\": \"2026-02-01\"";
        case "choice", "open-choice" -> "\"answerCoding\": {\"code\": \"a\"}";
        default -> "\"answerString\": \"one\"";
      };
    }
  }
}
