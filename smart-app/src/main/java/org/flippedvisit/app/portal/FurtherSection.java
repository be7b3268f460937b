package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormNode;

/** What else the site asks: one line a form, with how far the person is. */
final class FurtherSection extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PortalServices services;
  private final transient People people;
  private final Locale language;

  /**
   * @param open opens a form
   */
  FurtherSection(
      Launch launch, PortalServices services, People people, Locale language, Consumer<Form> open) {
    this.launch = launch;
    this.services = services;
    this.people = people;
    this.language = language;
    addClassName("fv-further");
    setTestId("further");
    List<Form> forms = services.forms().further();
    setVisible(!forms.isEmpty());
    var list = new UnorderedList();
    forms.forEach(form -> list.add(line(form, open)));
    add(new H2(text("portal.further.title")), list);
  }

  private ListItem line(Form form, Consumer<Form> open) {
    String name = OneLine.of(form.title(language));
    var title = new Span(name);
    title.getElement().setAttribute("dir", "auto");
    Standing standing = standing(form);
    var state = new Span(standing.words());
    state.addClassName("fv-soft");
    var button = new Button(text(standing.action()), click -> open.accept(form));
    button.addClassName("fv-small");
    button.setTestId("further-open");
    button.setAriaLabel(text("portal.further.of", text(standing.action()), name));
    return new ListItem(title, state, button);
  }

  /**
   * How far the person is with a form.
   *
   * @param action key of what the button does
   */
  private record Standing(String words, String action) {}

  private Standing standing(Form form) {
    KeptForm typed =
        services.further().typed(launch, form).here().map(Draft::value).orElse(KeptForm.NOTHING);
    if (typed.isBegun()) {
      List<FormNode> asked = questions(form, typed);
      long answered = asked.stream().filter(one -> !one.answers().isEmpty()).count();
      return new Standing(
          text("portal.further.begun", answered, asked.size()), "portal.further.go-on");
    }
    return services.further().sent(launch, form, FurtherPage.visitId(people, launch)).stream()
        .findFirst()
        .map(newest -> new Standing(sent(newest), "portal.further.look"))
        .orElseGet(
            () ->
                new Standing(
                    text("portal.further.questions", questions(form, typed).size()),
                    "portal.further.begin"));
  }

  private String sent(Answers.Kept newest) {
    Write write = newest.write();
    return write != null && write.isInTheChart()
        ? text("portal.further.sent", Times.moment(newest.response().authoredAt(), language))
        : text("portal.not-arrived");
  }

  private List<FormNode> questions(Form form, KeptForm typed) {
    return services.forms().resume(launch, form, typed).nodes().stream()
        .flatMap(FurtherSection::below)
        .filter(node -> node.item().type().isQuestion() && !node.isReadOnly())
        .toList();
  }

  private static Stream<FormNode> below(FormNode node) {
    return Stream.concat(Stream.of(node), node.children().stream().flatMap(FurtherSection::below));
  }

  private String text(String key, Object... values) {
    return getTranslation(language, key, values);
  }
}
