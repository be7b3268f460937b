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

  /**
   * What one person sent for one visit.
   *
   * @param response the newest
   * @param form every answer of it
   * @param write how it stands; null when the chart itself returned the answers, so they are there
   * @param earlier what it changed, newest first
   */
  record Sent(
      PreVisitResponse response,
      FormFilling form,
      @Nullable Write write,
      List<EarlierVersion> earlier) {
    Sent {
      earlier = List.copyOf(earlier);
    }
  }

  /** Answers that were changed since. */
  record EarlierVersion(PreVisitResponse response, FormFilling form) {}

  /**
   * @param whyNot why answers cannot reach the chart in this launch, where that is known
   * @param change opens the form again with these answers
   * @param settle looks again or sends again
   */
  SentSection(Sent sent, Optional<Why> whyNot, Locale language, Runnable change, Runnable settle) {
    addClassName("fv-sent");
    Write write = sent.write();
    boolean arrived = write == null || write.isInTheChart();
    add(new H1(getTranslation(language, arrived ? "portal.sent" : "portal.not-arrived")));
    if (write == null) {
      add(
          new Paragraph(
              getTranslation(
                  language,
                  "portal.sent-at",
                  Times.moment(sent.response().authoredAt(), language))));
    } else {
      add(new WriteText(write, settle, whyNot));
      if (!arrived) {
        add(
            new Paragraph(getTranslation(language, "portal.not-arrived.next")),
            new CopyText(() -> FormReview.text(sent.form(), language)));
      }
    }
    add(new FormReview(sent.form(), language, null));
    PreVisitResponse newer = sent.response();
    for (EarlierVersion version : sent.earlier()) {
      add(before(version, newer, language));
      newer = version.response();
    }
    var again = new Button(getTranslation(language, "portal.change"), click -> change.run());
    again.addClassName("fv-quiet");
    again.setTestId("portal-change");
    add(again, whoReads("portal.who-reads", language));
    if (!sent.response().answers().talkAlone().isEmpty()) {
      add(whoReads("portal.who-reads.alone", language));
    }
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
