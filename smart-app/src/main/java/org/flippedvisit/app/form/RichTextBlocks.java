package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Emphasis;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.flippedvisit.fhir.form.RichText;
import org.flippedvisit.fhir.form.RichText.Block;
import org.flippedvisit.fhir.form.RichText.Run;

/** A text of a form as components: whatever a questionnaire says stays text. */
final class RichTextBlocks extends Div {
  private static final long serialVersionUID = 1L;

  private transient RichText shown = new RichText(List.of());

  RichTextBlocks() {
    addClassName("fv-form-text");
    getElement().setAttribute("dir", "auto");
    setVisible(false);
  }

  void show(RichText text) {
    if (!text.equals(shown)) {
      shown = text;
      removeAll();
      text.blocks().forEach(block -> add(component(block)));
    }
    setVisible(!text.blocks().isEmpty());
  }

  private static Component component(Block block) {
    return switch (block) {
      case RichText.Paragraph paragraph -> filled(new Paragraph(), paragraph.runs());
      case RichText.Bullets bullets -> list(bullets);
    };
  }

  private static Component list(RichText.Bullets bullets) {
    List<ListItem> lines =
        bullets.lines().stream().map(line -> filled(new ListItem(), line)).toList();
    return bullets.isNumbered()
        ? new OrderedList(lines.toArray(ListItem[]::new))
        : new UnorderedList(lines.toArray(ListItem[]::new));
  }

  private static <C extends Component & HasComponents> C filled(C parent, List<Run> runs) {
    runs.forEach(run -> parent.add(component(run)));
    return parent;
  }

  private static Component component(Run run) {
    if (run.link() != null) {
      return link(run.link().toString(), run.text());
    }
    Component text = new Span(run.text());
    if (run.isEmphasised()) {
      text = new Emphasis(text);
    }
    if (run.isStrong()) {
      text.getElement().getStyle().setFontWeight("600");
    }
    return text;
  }

  /** Leads to another page, which learns nothing of this one. */
  static Anchor link(String href, String text) {
    var link = new Anchor(href, text, AnchorTarget.BLANK);
    link.getElement().setAttribute("rel", "noopener noreferrer");
    return link;
  }
}
