package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.portal.HelpLinesProperties.HelpLine;
import org.flippedvisit.fhir.agenda.RiskAnswers;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.form.FormFilling;

/**
 * Whom to call now, shown at once and for as long as an answer says that the person may be in
 * danger. Nobody else is told by it: that it is shown is no alarm to anybody.
 */
final class HelpLines extends Div {
  private static final long serialVersionUID = 1L;

  private static final String DIAL = "tel:";

  private final transient List<HelpLine> lines;
  private final transient ChartConcepts concepts;
  private final Paragraph words = new Paragraph();
  private final UnorderedList list = new UnorderedList();

  HelpLines(List<HelpLine> lines, ChartConcepts concepts) {
    this.lines = lines;
    this.concepts = concepts;
    addClassName("fv-help-lines");
    setTestId("help-lines");
    getElement().setAttribute("role", "alert");
    setVisible(false);
    add(words, list);
  }

  /** Looks at what is answered now. */
  void look(FormFilling filling) {
    setVisible(RiskAnswers.areIn(filling.kept(), concepts));
  }

  void say(Locale language) {
    words.setText(getTranslation(language, "portal.help"));
    list.removeAll();
    for (HelpLine line : lines) {
      var call =
          new Anchor(
              DIAL + line.phone().replaceAll("[^+0-9]", ""),
              getTranslation(language, "portal.help.call", line.name(language), line.phone()));
      list.add(new ListItem(call));
    }
  }
}
