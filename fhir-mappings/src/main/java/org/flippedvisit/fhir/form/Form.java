package org.flippedvisit.fhir.form;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
  private final List<String> launchContexts;
  private final List<NotSupported> notSupported;

  Form(
      String canonical,
      Map<String, String> titles,
      FormRules rules,
      Set<String> namesUsed,
      List<NotSupported> notSupported) {
    this.canonical = canonical;
    this.titles = Map.copyOf(titles);
    this.rules = rules;
    this.launchContexts = rules.launchContexts().stream().filter(namesUsed::contains).toList();
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

  /** The titles by language; the questionnaire's own under the empty language. */
  public Map<String, String> titles() {
    return titles;
  }

  public List<FormItem> items() {
    return items;
  }

  /**
   * What its expressions ask to know of the launch: patient, user, encounter, or what else it names
   * (SDC 4.0, launchContext).
   */
  public List<String> launchContexts() {
    return launchContexts;
  }

  /** The codes of its questions, {@code system|code}, by linkId. */
  public Map<String, List<String>> codes() {
    var codes = new HashMap<String, List<String>>();
    addCodes(items, codes);
    return codes;
  }

  private static void addCodes(List<FormItem> items, Map<String, List<String>> into) {
    for (FormItem item : items) {
      into.put(item.linkId(), item.codes());
      addCodes(item.items(), into);
    }
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
