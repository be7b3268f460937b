package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Fate;
import org.jspecify.annotations.Nullable;

/** A fate in words: what it is, and the details beside it. */
final class FateText {
  private FateText() {}

  static String title(Fate fate, Component page) {
    return page.getTranslation(
        switch (fate) {
          case Fate.Discussed ignored -> "fate.discussed";
          case Fate.DecidedTogether ignored -> "fate.decided";
          case Fate.Later ignored -> "fate.later";
          case Fate.NotNow ignored -> "fate.not-now";
          case Fate.SafetyNet ignored -> "fate.safety-net";
          case Fate.Dropped ignored -> "fate.dropped";
        });
  }

  /** Each in its own element on the page: what one person typed must not turn round the next. */
  static List<String> details(Fate fate, Component page) {
    return switch (fate) {
      case Fate.Discussed(var note) -> said(note);
      case Fate.DecidedTogether(var what, var who, var byWhen) ->
          said(what, who, day("fate.by", byWhen, page));
      case Fate.Later(var place, var owner, var on, var note) ->
          said(page.getTranslation(placeKey(place)), owner, day("fate.on", on, page), note);
      case Fate.NotNow(var person, var team) -> said(person, team);
      case Fate.SafetyNet(var words) -> said(words);
      case Fate.Dropped(var reason) -> said(reason);
    };
  }

  static String placeKey(Fate.Place place) {
    return "fate.place." + WriteText.key(place);
  }

  private static @Nullable String day(String key, @Nullable LocalDate day, Component page) {
    return day == null
        ? null
        : page.getTranslation(key, Times.day(day, UI.getCurrent().getLocale()));
  }

  private static List<String> said(@Nullable String... parts) {
    return Arrays.stream(parts).filter(Objects::nonNull).filter(part -> !part.isBlank()).toList();
  }
}
