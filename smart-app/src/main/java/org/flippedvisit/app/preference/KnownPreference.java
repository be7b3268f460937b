package org.flippedvisit.app.preference;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ui.WhyAgain;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.provenance.Author;

/**
 * What is answered already, for each person who answered: not to be asked again without a reason,
 * and kept with a new date by one tap where it is still right.
 */
public final class KnownPreference extends Section {
  private static final long serialVersionUID = 1L;

  /**
   * @param named finds the best name for an author
   * @param stillRight told which one still holds
   * @param again opens the question, with the reason
   */
  public KnownPreference(
      Preferences preferences,
      UnaryOperator<Author> named,
      Consumer<PreferenceOnFile> stillRight,
      Consumer<String> again) {
    addClassNames("fv-known", "fv-known-preference");
    add(new H2(getTranslation("preference.known")));
    for (PreferenceOnFile one : preferences.ofEachVoice()) {
      add(new Words(one.line(), Words.Size.SMALL), PreferenceLine.said(one, named, this));
      var keep =
          new Button(getTranslation("preference.still-right"), click -> stillRight.accept(one));
      keep.setTestId("still-right");
      keep.setDisableOnClick(true);
      add(keep);
    }
    add(new WhyAgain(again));
  }
}
