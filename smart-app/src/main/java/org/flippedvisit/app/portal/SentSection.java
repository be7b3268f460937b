package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.form.FormReview;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/** What was sent, in the person's words, whether it arrived, and what they said before. */
final class SentSection extends Section {
  private static final long serialVersionUID = 1L;

  /** Answers that were changed since. */
  record EarlierVersion(PreVisitResponse response, FormFilling form) {}

  /**
   * @param form every answer of the newest
   * @param earlier what it changed, newest first
   * @param whyNot why answers cannot reach the chart in this launch, where that is known
   * @param change opens the form again with these answers; null where the visit has been
   * @param settle looks again or sends again
   */
  SentSection(
      SentAnswers sent,
      FormFilling form,
      List<EarlierVersion> earlier,
      Optional<Why> whyNot,
      Locale language,
      @Nullable Runnable change,
      Runnable settle) {
    addClassName("fv-sent");
    Write write = sent.write();
    boolean arrived = sent.isInChart();
    add(new H1(getTranslation(language, arrived ? "portal.sent" : "portal.not-arrived")));
    if (write != null) {
      add(new WriteText(write, settle, whyNot));
    } else if (arrived) {
      add(
          new Paragraph(
              getTranslation(
                  language,
                  "portal.sent-at",
                  Times.moment(sent.response().authoredAt(), language))));
    }
    if (!arrived) {
      add(
          new Paragraph(
              getTranslation(
                  language,
                  write == null ? "portal.not-arrived.plain" : "portal.not-arrived.next")),
          new CopyText(() -> FormReview.text(form, language)));
    }
    add(new FormReview(form, language, null));
    PreVisitResponse newer = sent.response();
    for (EarlierVersion version : earlier) {
      add(before(version, newer, language));
      newer = version.response();
    }
    add(
        change == null
            ? new Paragraph(getTranslation(language, "portal.visit-has-been"))
            : again(change, language));
    add(whoReads("portal.who-reads", language));
    if (!sent.response().answers().talkAlone().isEmpty()) {
      add(whoReads("portal.who-reads.alone", language));
    }
  }

  private Button again(Runnable change, Locale language) {
    var again = new Button(getTranslation(language, "portal.change"), click -> change.run());
    again.addClassName("fv-quiet");
    again.setTestId("portal-change");
    return again;
  }

  private Paragraph whoReads(String key, Locale language) {
    var small = new Paragraph(getTranslation(language, key));
    small.addClassName("fv-soft");
    return small;
  }

  private NativeDetails before(EarlierVersion version, PreVisitResponse newer, Locale language) {
    var details =
        new NativeDetails(
            getTranslation(
                language,
                "portal.changed-on",
                Times.moment(newer.authoredAt(), language),
                Times.moment(version.response().authoredAt(), language)),
            new FormReview(version.form(), language, null));
    details.addClassName("fv-before");
    return details;
  }
}
