package org.flippedvisit.app.agenda;

import java.util.List;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is typed around an agenda before it is part of it: fates, a new item, the closing. */
@Component
public final class AgendaForms {
  private static final String FATES = "fate:";
  private static final String WORDS = "words:";

  private final TypedForms forms;

  AgendaForms(TypedForms forms) {
    this.forms = forms;
  }

  /** An item that is being typed. */
  public record NewItem(String words, Origin origin) {
    public static final NewItem NOTHING = new NewItem("", Origin.PERSON);
  }

  /**
   * The answers to the closing question before the visit is closed.
   *
   * @param covered null before it is answered
   * @param late what came up at the end, not on the agenda yet
   */
  public record ClosingWords(@Nullable Covered covered, String remark, String late) {
    public static final ClosingWords NOTHING = new ClosingWords(null, "", "");
  }

  /**
   * The words of a fate that was begun and not given to its item.
   *
   * @param isHere true when it was typed at the visit of the launch
   */
  public record BegunFate(AgendaItemId item, Draft<Fate> draft, boolean isHere) {}

  /**
   * New words for an item that were begun and do not count yet.
   *
   * @param isHere true when they were typed at the visit of the launch
   */
  public record BegunWords(AgendaItemId item, Draft<String> draft, boolean isHere) {}

  /**
   * The form of one kind of fate for one item. Each kind has its own: words typed as a decision are
   * still there when somebody looks into another kind.
   *
   * @param kind any fate of that kind
   */
  public TypedForm<Fate> fate(Launch launch, AgendaItemId item, Fate kind) {
    return forms.form(launch, FATES + code(kind) + ":" + item.value(), Fate.class, emptyOf(kind));
  }

  /** A fate of the same kind with nothing in it. */
  private static Fate emptyOf(Fate fate) {
    return switch (fate) {
      case Fate.Discussed ignored -> new Fate.Discussed("");
      case Fate.DecidedTogether ignored -> new Fate.DecidedTogether("", "", null);
      case Fate.Later ignored -> new Fate.Later(Fate.Place.NEXT_VISIT, "", null, "");
      case Fate.NotNow ignored -> new Fate.NotNow("", "");
      case Fate.SafetyNet ignored -> new Fate.SafetyNet("");
      case Fate.Dropped ignored -> new Fate.Dropped("");
    };
  }

  /** Every fate that the person of this launch began, at any visit. Newest first. */
  public List<BegunFate> begunFates(Launch launch) {
    return forms.begun(launch, FATES, Fate.class).stream()
        .map(
            draft ->
                new BegunFate(item(draft.key().form()), draft, TypedForms.isHere(launch, draft)))
        .toList();
  }

  /** New words for an item. Each item has its own form. */
  public TypedForm<String> words(Launch launch, AgendaItemId item) {
    return forms.form(launch, WORDS + item.value(), String.class, "");
  }

  /** New words that the person of this launch began, at any visit. Newest first. */
  public List<BegunWords> begunWords(Launch launch) {
    return forms.begun(launch, WORDS, String.class).stream()
        .map(
            draft ->
                new BegunWords(
                    new AgendaItemId(draft.key().form().substring(WORDS.length())),
                    draft,
                    TypedForms.isHere(launch, draft)))
        .toList();
  }

  public TypedForm<NewItem> newItem(Launch launch) {
    return forms.form(launch, "new-item", NewItem.class, NewItem.NOTHING);
  }

  public TypedForm<ClosingWords> closing(Launch launch) {
    return forms.form(launch, "closing", ClosingWords.class, ClosingWords.NOTHING);
  }

  private static AgendaItemId item(String form) {
    return new AgendaItemId(form.substring(form.indexOf(':', FATES.length()) + 1));
  }

  private static String code(Fate fate) {
    return switch (fate) {
      case Fate.Discussed ignored -> "discussed";
      case Fate.DecidedTogether ignored -> "decided";
      case Fate.Later ignored -> "later";
      case Fate.NotNow ignored -> "not-now";
      case Fate.SafetyNet ignored -> "safety-net";
      case Fate.Dropped ignored -> "dropped";
    };
  }
}
