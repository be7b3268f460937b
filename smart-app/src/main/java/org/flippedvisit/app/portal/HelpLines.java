package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.HelpLine;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.agenda.RiskAnswers;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormItem;

/**
 * Whom to call now, shown at once and for as long as an answer says that the person may be in
 * danger. Nobody else is told by it: that it is shown is no alarm to anybody.
 */
final class HelpLines extends Div {
  private static final long serialVersionUID = 1L;

  private static final String DIAL = "tel:";

  private final transient List<HelpLine> lines;
  private final transient ChartConcepts concepts;
  private final boolean areAsked;
  private final Paragraph words = new Paragraph();
  private final UnorderedList list = new UnorderedList();

  HelpLines(List<HelpLine> lines, ChartConcepts concepts, Form form) {
    this.lines = lines;
    this.concepts = concepts;
    areAsked = RiskAnswers.areAskedFor(form.canonical(), linkIds(form.items()).toList(), concepts);
    addClassName("fv-help-lines");
    setTestId("help-lines");
    getElement().setAttribute("role", "alert");
    setVisible(false);
    add(words, list);
  }

  private static Stream<String> linkIds(List<FormItem> items) {
    return items.stream()
        .flatMap(item -> Stream.concat(Stream.of(item.linkId()), linkIds(item.items())));
  }

  /** Beside answers that were sent: they may wait for days until somebody reads them. */
  static HelpLines besideSent(
      Launch launch, PortalServices services, FormFilling sent, Locale language) {
    var lines = new HelpLines(launch.ehr().helpLines(), services.concepts(), sent.form());
    lines.say(language);
    lines.look(sent);
    return lines;
  }

  /** Looks at what is answered now. */
  void look(FormFilling filling) {
    setVisible(areAsked && RiskAnswers.areIn(filling.kept(), concepts));
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
