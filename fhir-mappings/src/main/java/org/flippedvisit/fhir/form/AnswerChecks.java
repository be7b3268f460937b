package org.flippedvisit.fhir.form;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormProblem.Kind;
import org.jspecify.annotations.Nullable;

/** What is wrong with the answers to one question, by its definition (SDC 4.0, constraints). */
final class AnswerChecks {
  private final NodeId at;
  private final FormItem item;
  private final List<FormOption> offered;
  private final List<FormProblem> problems = new ArrayList<>();

  private AnswerChecks(NodeId at, FormItem item, List<FormOption> offered) {
    this.at = at;
    this.item = item;
    this.offered = offered;
  }

  /**
   * Checks them.
   *
   * @param mayBeMissing true in one of a repeating group that is empty, which need not be there
   */
  static List<FormProblem> of(
      NodeId at,
      FormItem item,
      List<FormOption> offered,
      List<FormAnswer> answers,
      boolean mayBeMissing) {
    var checks = new AnswerChecks(at, item, offered);
    checks.count(answers, mayBeMissing);
    answers.forEach(checks::check);
    if (answers.size() > 1
        && answers.stream().anyMatch(answer -> Options.isExclusive(offered, answer))) {
      checks.say(Kind.NOT_WITH_ANOTHER, "");
    }
    return checks.problems;
  }

  private void say(Kind kind, String limit) {
    problems.add(new FormProblem(at, kind, limit));
  }

  private void count(List<FormAnswer> answers, boolean mayBeMissing) {
    Integer most = item.isRepeating() ? item.maxOccurs() : Integer.valueOf(1);
    if (answers.isEmpty()) {
      if (!mayBeMissing && (item.isRequired() || item.minOccurs() > 0)) {
        say(Kind.MISSING, "");
      }
    } else if (answers.size() < item.minOccurs()) {
      say(Kind.TOO_FEW, Integer.toString(item.minOccurs()));
    } else if (most != null && answers.size() > most) {
      say(Kind.TOO_MANY, most.toString());
    }
  }

  private void check(FormAnswer answer) {
    boolean isOffered = Options.isOffered(offered, answer);
    if (!isOffered && !fits(answer)) {
      say(Kind.WRONG_TYPE, "");
      return;
    }
    if (!isOffered && isOneOfSeveral(answer)) {
      say(Kind.NOT_A_CHOICE, "");
    }
    switch (answer) {
      case FormAnswer.Words words -> checkWords(words.words());
      case FormAnswer.Address address -> checkAddress(address.address());
      case FormAnswer.Decimal decimal -> checkDecimals(decimal.number());
      case FormAnswer.Amount amount -> checkAmount(amount);
      case FormAnswer.Resource resource -> checkResource(resource.reference());
      case FormAnswer.File file -> checkFile(file);
      default -> {}
    }
    checkRange(answer);
  }

  private boolean isOneOfSeveral(FormAnswer answer) {
    return switch (item.type()) {
      case CHOICE -> true;
      case OPEN_CHOICE -> !(answer instanceof FormAnswer.Words);
      default -> !offered.isEmpty() && !item.isOpen();
    };
  }

  private boolean fits(FormAnswer answer) {
    return switch (item.type()) {
      case DISPLAY, GROUP -> false;
      case BOOLEAN -> answer instanceof FormAnswer.YesNo;
      case DECIMAL -> answer instanceof FormAnswer.Decimal || answer instanceof FormAnswer.Whole;
      case INTEGER -> answer instanceof FormAnswer.Whole;
      case DATE -> answer instanceof FormAnswer.Day;
      case DATE_TIME -> answer instanceof FormAnswer.Moment;
      case TIME -> answer instanceof FormAnswer.TimeOfDay;
      case STRING, TEXT -> answer instanceof FormAnswer.Words;
      case URL -> answer instanceof FormAnswer.Address;
      case CHOICE -> answer instanceof FormAnswer.Choice;
      case OPEN_CHOICE -> answer instanceof FormAnswer.Choice || answer instanceof FormAnswer.Words;
      case ATTACHMENT -> answer instanceof FormAnswer.File;
      case REFERENCE -> answer instanceof FormAnswer.Resource;
      case QUANTITY -> answer instanceof FormAnswer.Amount;
    };
  }

  private void checkWords(String words) {
    checkLength(words);
    if (item.type() == ItemType.STRING && words.lines().count() > 1) {
      say(Kind.WRONG_FORM, "");
    }
  }

  private void checkAddress(String address) {
    checkLength(address);
    try {
      URI unused = URI.create(address);
    } catch (IllegalArgumentException noAddress) {
      problems.add(new FormProblem(at, Kind.WRONG_FORM, item.entryFormats()));
    }
  }

  private void checkLength(String words) {
    FormLimits limits = item.limits();
    int length = words.codePointCount(0, words.length());
    if (limits.minLength() != null && length < limits.minLength()) {
      say(Kind.TOO_SHORT, limits.minLength().toString());
    }
    if (limits.maxLength() != null && length > limits.maxLength()) {
      say(Kind.TOO_LONG, limits.maxLength().toString());
    }
    if (limits.regex() != null && !Pattern.matches(limits.regex(), words)) {
      problems.add(new FormProblem(at, Kind.WRONG_FORM, item.entryFormats()));
    }
  }

  private void checkAmount(FormAnswer.Amount amount) {
    checkDecimals(amount.number());
    FormLimits limits = item.limits();
    boolean isOfOtherKind =
        Stream.of(limits.least(), limits.most())
            .anyMatch(
                limit ->
                    limit instanceof FormAnswer.Amount bound
                        && Comparison.areOfDifferentKinds(amount, bound));
    if (isOfOtherKind || !isUnitOffered(amount)) {
      say(Kind.WRONG_UNIT, "");
    }
  }

  /** A number without the unit that was to be chosen says nothing that anybody may rely on. */
  private boolean isUnitOffered(FormAnswer.Amount amount) {
    FormOption own = item.unit();
    return item.unitOptions().isEmpty()
        || Stream.concat(Stream.ofNullable(own), item.unitOptions().stream())
            .anyMatch(option -> isIn(amount, option));
  }

  private static boolean isIn(FormAnswer.Amount amount, FormOption option) {
    if (!(option.answer() instanceof FormAnswer.Choice unit)) {
      return false;
    }
    return unit.code() != null && amount.code() != null
        ? unit.code().equals(amount.code())
        : unit.display() != null && unit.display().equals(amount.unit());
  }

  private void checkResource(String reference) {
    List<String> types = item.limits().resourceTypes();
    String[] parts = reference.split("/", -1);
    boolean isNamed = parts.length > 1 && !reference.startsWith("urn:");
    if (isNamed && !types.isEmpty() && Arrays.stream(parts).noneMatch(types::contains)) {
      say(Kind.WRONG_RESOURCE, String.join(", ", types));
    }
  }

  private void checkDecimals(BigDecimal number) {
    Integer most = item.limits().maxDecimals();
    if (most != null && number.scale() > most) {
      say(Kind.TOO_MANY_DECIMALS, most.toString());
    }
  }

  private void checkRange(FormAnswer answer) {
    FormLimits limits = item.limits();
    if (limits.least() != null && isBelow(answer, limits.least())) {
      say(Kind.TOO_SMALL, words(limits.least()));
    }
    if (limits.most() != null && isBelow(limits.most(), answer)) {
      say(Kind.TOO_BIG, words(limits.most()));
    }
  }

  /** A limit is often a number where the answer is a quantity. */
  private static boolean isBelow(FormAnswer one, FormAnswer other) {
    OptionalInt order = Comparison.order(plain(one, other), plain(other, one));
    return order.isPresent() && order.getAsInt() < 0;
  }

  private static FormAnswer plain(FormAnswer one, FormAnswer other) {
    return one instanceof FormAnswer.Amount amount && !(other instanceof FormAnswer.Amount)
        ? new FormAnswer.Decimal(amount.number())
        : one;
  }

  private static String words(FormAnswer limit) {
    return switch (limit) {
      case FormAnswer.Whole whole -> Integer.toString(whole.number());
      case FormAnswer.Decimal decimal -> decimal.number().toPlainString();
      case FormAnswer.Amount amount -> amount.number().toPlainString() + unit(amount.unit());
      case FormAnswer.Day day -> day.on().toString();
      case FormAnswer.Moment moment -> moment.at().toString();
      case FormAnswer.TimeOfDay time -> time.at().toString();
      default -> "";
    };
  }

  private static String unit(@Nullable String unit) {
    return unit == null ? "" : " " + unit;
  }

  private void checkFile(FormAnswer.File file) {
    FormLimits limits = item.limits();
    String type = file.contentType().toLowerCase(Locale.ROOT);
    if (!limits.contentTypes().isEmpty()
        && limits.contentTypes().stream().noneMatch(allowed -> allows(allowed, type))) {
      say(Kind.WRONG_CONTENT_TYPE, String.join(", ", limits.contentTypes()));
    }
    Double most = limits.maxSizeMegabytes();
    if (most != null && file.base64().length() * 3L / 4 > most * 1024 * 1024) {
      say(Kind.FILE_TOO_BIG, BigDecimal.valueOf(most).stripTrailingZeros().toPlainString());
    }
  }

  private static boolean allows(String allowed, String type) {
    String lower = allowed.toLowerCase(Locale.ROOT);
    return lower.endsWith("/*")
        ? type.startsWith(lower.substring(0, lower.length() - 1))
        : type.equals(lower);
  }
}
