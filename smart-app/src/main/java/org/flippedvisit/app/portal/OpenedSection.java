package org.flippedvisit.app.portal;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.patient.Openings.Opening;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/** Who of the care team opened this person's record through the app: for the person to see. */
final class OpenedSection extends Section {
  private static final long serialVersionUID = 1L;

  /** Lines shown at once; the rest opens on a tap. */
  private static final int FIRST = 3;

  private final Locale language;

  OpenedSection(Launch launch, PortalServices services, Locale language) {
    this.language = language;
    addClassName("fv-opened");
    add(new H2(text("opened.title")));
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.openings().of(launch)),
        this::show,
        () -> add(new Paragraph(text("opened.failed"))));
  }

  private void show(List<Opening> openings) {
    if (openings.isEmpty()) {
      add(new Paragraph(text("opened.nobody")));
      return;
    }
    add(list(openings.stream().limit(FIRST)));
    if (openings.size() > FIRST) {
      add(new NativeDetails(text("opened.earlier"), list(openings.stream().skip(FIRST))));
    }
  }

  private UnorderedList list(Stream<Opening> openings) {
    var list = new UnorderedList();
    openings.map(this::line).forEach(list::add);
    return list;
  }

  private ListItem line(Opening opening) {
    String role =
        text(
            switch (opening.role()) {
              case MEDICAL_ASSISTANT -> "opened.role.assistant";
              default -> "opened.role.clinician";
            });
    String when =
        Times.moment(
            ClinicalTime.of(opening.at().atZone(ZoneId.systemDefault()).toOffsetDateTime()),
            language);
    var who = new Span(opening.name() == null ? role : OneLine.of(opening.name()));
    who.getElement().setAttribute("dir", "auto");
    var more = new Span((opening.name() == null ? "" : role + " · ") + when);
    more.addClassName("fv-said");
    return new ListItem(who, more);
  }

  private String text(String key) {
    return getTranslation(language, key);
  }
}
