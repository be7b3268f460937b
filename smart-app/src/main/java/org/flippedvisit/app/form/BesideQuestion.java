package org.flippedvisit.app.form;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.fhir.form.FormItem;
import org.jspecify.annotations.Nullable;

/** What helps with a question for who wants it: its help, folded, and a page about it. */
final class BesideQuestion extends Div {
  private static final long serialVersionUID = 1L;

  private @Nullable NativeDetails help;
  private final RichTextBlocks helpText = new RichTextBlocks();
  private @Nullable Anchor more;

  BesideQuestion() {
    addClassName("fv-form-beside");
    setVisible(false);
  }

  /** Whether there is anything that helps with a question. */
  static boolean isAbout(FormItem item) {
    return item.help() != null || page(item).isPresent();
  }

  private static Optional<String> page(FormItem item) {
    return Optional.ofNullable(item.supportLink()).filter(link -> link.matches("https?://\\S+"));
  }

  void show(FormItem item, Locale language) {
    String name = item.text(language).words();
    if (item.help() != null) {
      if (help == null) {
        help = new NativeDetails();
        help.addClassName("fv-form-help");
        help.setContent(helpText);
        addComponentAsFirst(help);
      }
      help.setSummaryText(getTranslation(language, "form.help"));
      helpText.show(FormItem.in(item.help(), language));
    }
    page(item).ifPresent(link -> showPage(link, name, language));
    setVisible(help != null || more != null);
  }

  private void showPage(String link, String name, Locale language) {
    if (more == null) {
      more = RichTextBlocks.link(link, "");
      add(more);
    }
    more.setText(getTranslation(language, "form.more"));
    more.getElement().setAttribute("aria-label", getTranslation(language, "form.more-about", name));
  }
}
