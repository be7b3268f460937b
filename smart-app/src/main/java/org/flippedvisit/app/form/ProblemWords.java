package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormProblem;
import org.flippedvisit.fhir.form.FormProblem.Kind;
import org.flippedvisit.fhir.form.ItemType;

/**
 * What is wrong, in a sentence that says what to do.
 *
 * @param page gives the translations
 */
record ProblemWords(Component page, Locale language) {
  String of(FormProblem problem, FormItem item) {
    String said = problem.limit(language);
    String limit = isInTime(item) ? day(said) : said;
    return switch (problem.kind()) {
      case MISSING ->
          item.type() == ItemType.GROUP
              ? say("form.problem.group-missing")
              : say("form.problem.missing");
      case TOO_FEW -> say("form.problem.too-few", limit);
      case TOO_MANY -> say("form.problem.too-many", limit);
      case TOO_SHORT -> say("form.problem.too-short", limit);
      case TOO_LONG -> say("form.problem.too-long", limit);
      case TOO_SMALL ->
          isInTime(item)
              ? say("form.problem.too-early", limit)
              : say("form.problem.too-small", limit);
      case TOO_BIG ->
          isInTime(item) ? say("form.problem.too-late", limit) : say("form.problem.too-big", limit);
      case TOO_MANY_DECIMALS -> say("form.problem.decimals", limit);
      case WRONG_FORM ->
          limit.isBlank() ? say("form.problem.form") : say("form.problem.form-like", limit);
      case NOT_A_CHOICE -> say("form.problem.no-choice");
      case NOT_WITH_ANOTHER -> say("form.problem.not-with-another", limit);
      case WRONG_TYPE -> type(item.type());
      case WRONG_UNIT -> say("form.problem.unit");
      case WRONG_RESOURCE -> say("form.problem.resource", limit);
      case WRONG_CONTENT_TYPE -> say("form.problem.content-type", limit);
      case FILE_TOO_BIG -> say("form.problem.file-size", limit);
      case CONSTRAINT -> limit.isBlank() ? say("form.problem.constraint") : limit;
    };
  }

  /** True for what is only said once somebody wants to go on without it. */
  static boolean isAboutMissing(FormProblem problem) {
    return problem.kind() == Kind.MISSING || problem.kind() == Kind.TOO_FEW;
  }

  private String type(ItemType type) {
    return switch (type) {
      case INTEGER -> say("form.problem.no-whole-number");
      case DECIMAL, QUANTITY -> say("form.problem.no-number");
      case DATE -> say("form.problem.no-day");
      case DATE_TIME -> say("form.problem.no-moment");
      case TIME -> say("form.problem.no-time");
      case CHOICE, OPEN_CHOICE -> say("form.problem.no-choice");
      default -> say("form.problem.form");
    };
  }

  private static boolean isInTime(FormItem item) {
    return item.type() == ItemType.DATE
        || item.type() == ItemType.DATE_TIME
        || item.type() == ItemType.TIME;
  }

  /** A day as people write it; what is none stays as it is. */
  private String day(String limit) {
    try {
      return Times.day(LocalDate.parse(limit), language);
    } catch (DateTimeParseException noDay) {
      return limit;
    }
  }

  private String say(String key, Object... limit) {
    return page.getTranslation(language, key, limit);
  }
}
