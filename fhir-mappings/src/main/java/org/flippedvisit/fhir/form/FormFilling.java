package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form while one person fills it in: which items are shown, what is calculated, what is missing.
 * Nothing that was typed is forgotten while it goes on: an answer whose question is no longer shown
 * comes back with it, and only {@link #completed} leaves it out (SDC 4.0, QuestionnaireResponse).
 *
 * <p>Not safe for several threads: it belongs to one page.
 */
public final class FormFilling {
  private FormFilling() {}

  /** Begins with the initial values. */
  public static FormFilling begin(Form form, FormContext context) {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes on with what was kept or sent before. Initial values are not set again; answers that fit
   * no question any more, as when the questionnaire has changed, are kept aside and returned by
   * {@link #kept} again.
   *
   * @param kept from {@link #kept} or {@link #completed}
   */
  public static FormFilling resume(Form form, String kept, FormContext context) {
    throw new UnsupportedOperationException();
  }

  public Form form() {
    throw new UnsupportedOperationException();
  }

  /** What is shown now, in order. */
  public List<FormNode> nodes() {
    throw new UnsupportedOperationException();
  }

  /** One place, where it is shown now. */
  public Optional<FormNode> node(NodeId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Answers a question; an empty list takes the answer away. What is wrong with an answer is a
   * problem of its node, never a reason to refuse or to forget it.
   */
  public void answer(NodeId question, List<FormAnswer> answers) {
    throw new UnsupportedOperationException();
  }

  /**
   * The questions with answers that would no longer be shown, and so not be sent, if this were
   * answered: a page asks first.
   */
  public List<FormNode> wouldHide(NodeId question, List<FormAnswer> answers) {
    throw new UnsupportedOperationException();
  }

  /** One more of a repeating group, behind the last. */
  public NodeId addGroup(NodeId group) {
    throw new UnsupportedOperationException();
  }

  /** Takes one of a repeating group away, with its answers. */
  public void removeGroup(NodeId group) {
    throw new UnsupportedOperationException();
  }

  /** Everything that stands between this and a completed form, in the order of the form. */
  public List<FormProblem> problems() {
    throw new UnsupportedOperationException();
  }

  /** True where nothing is answered but what was there from the beginning. */
  public boolean isUntouched() {
    throw new UnsupportedOperationException();
  }

  /** Everything typed so far, as an in-progress QuestionnaireResponse in FHIR JSON. */
  public String kept() {
    throw new UnsupportedOperationException();
  }

  /**
   * The completed QuestionnaireResponse in FHIR JSON: only enabled items, in the questionnaire's
   * order, each with the questionnaire's text and, as a translation, what the person read. Who,
   * when and whose chart is added by whoever sends it.
   *
   * @throws IllegalStateException while there are {@link #problems}
   */
  public String completed(Locale language) {
    throw new UnsupportedOperationException();
  }
}
