package org.flippedvisit.app.portal;

import java.util.List;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.previsit.BegunForm;
import org.flippedvisit.app.previsit.KeptForm;

/** A form that the portal asks, as the signed-in person has it: typed, begun elsewhere, sent. */
interface AskedForm {
  /** Where it is kept while it is typed. */
  TypedForm<KeptForm> typed();

  /** What they began at other visits and have not sent, newest first. */
  List<BegunForm> begun();

  /** What they sent for this visit, newest first. */
  List<SentAnswers> sent();

  /**
   * What is asked.
   *
   * @param typed what was typed before
   */
  AnswersPage.Questions questions(KeptForm typed);

  /** Offers what is known already; where nothing is, nothing. */
  void offerWhatIsKnown(AnswersPage page);

  /** Shows it again as it is known here now. */
  void showAgain();

  /** Reads how it stands again, and shows it then. */
  void readAgain();
}
