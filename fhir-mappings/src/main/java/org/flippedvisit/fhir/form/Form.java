package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A questionnaire that can be filled in.
 *
 * <p>Read by {@link FormMapper}; the expressions and conditions of its items stay with it and are
 * evaluated by {@link FormFilling}. Never changes, so one is enough for all who fill it in.
 */
public final class Form {
  private final String canonical;
  private final Map<String, String> titles;
  private final FormRules rules;
  private final List<FormItem> items;
  private final List<NotSupported> notSupported;

  Form(
      String canonical,
      Map<String, String> titles,
      FormRules rules,
      List<NotSupported> notSupported) {
    this.canonical = canonical;
    this.titles = Map.copyOf(titles);
    this.rules = rules;
    this.items = rules.items().stream().map(ItemRules::item).toList();
    this.notSupported = List.copyOf(notSupported);
  }

  /** {@code url|version}; the url alone where the questionnaire has no version. */
  public String canonical() {
    return canonical;
  }

  /** The title in the person's language, else in the questionnaire's own; may be empty. */
  public String title(Locale language) {
    return titles.getOrDefault(language.getLanguage(), titles.getOrDefault("", ""));
  }

  public List<FormItem> items() {
    return items;
  }

  /** What it asks for and does not get. Said to whoever configures it, and in the log. */
  public List<NotSupported> notSupported() {
    return notSupported;
  }

  /** False where showing it could mislead: something critical in it is not supported. */
  public boolean mayBeRendered() {
    return notSupported.stream()
        .noneMatch(one -> one.consequence() == NotSupported.Consequence.NOT_RENDERED);
  }

  FormRules rules() {
    return rules;
  }
}
