package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * The person's part of the agenda: their concern, then what they bring, then what they keep for
 * talking alone, in their own words. Two voices are two items; each voice's newest answers count,
 * the patient's come first.
 */
public final class PersonItems {
  private static final String TALK_ALONE = "talk-alone";

  private PersonItems() {}

  /**
   * Proposals from the answers given for this visit.
   *
   * @param responses those that belong to this visit; what was not sent yet is left alone
   */
  public static List<AgendaItem> of(
      List<PreVisitResponse> responses, LocalDate today, Supplier<AgendaItemId> newId) {
    Map<String, PreVisitResponse> newestOfVoice = new LinkedHashMap<>();
    responses.stream()
        .filter(response -> response.status() != PreVisitResponse.Status.IN_PROGRESS)
        .sorted(Comparator.comparing(PreVisitResponse::authoredAt, ClinicalTime.NEWEST_FIRST))
        .forEach(response -> newestOfVoice.putIfAbsent(response.voice(), response));
    List<AgendaItem> items = new ArrayList<>();
    newestOfVoice.values().stream()
        .sorted(
            Comparator.comparing(
                (PreVisitResponse response) -> !(response.saidBy() instanceof Author.Patient)))
        .forEach(response -> items.addAll(itemsOf(response, today, newId)));
    return withoutRepetition(items);
  }

  /** What one person says in two forms in the same words is one thing; two people's are two. */
  private static List<AgendaItem> withoutRepetition(List<AgendaItem> items) {
    Set<List<Object>> said = new HashSet<>();
    return items.stream()
        .filter(item -> said.add(List.of(item.words().strip(), item.why(), item.privacy())))
        .toList();
  }

  private static List<AgendaItem> itemsOf(
      PreVisitResponse response, LocalDate today, Supplier<AgendaItemId> newId) {
    var items = new ArrayList<AgendaItem>();
    response
        .concern()
        .filter(concern -> !concern.isNothingRightNow() && !concern.words().isBlank())
        .ifPresent(
            concern ->
                items.add(
                    item(response, PreVisitQuestionnaire.CONCERN, concern.words(), today, newId)));
    String brings = response.answers().brings();
    if (!brings.isBlank()) {
      items.add(item(response, PreVisitQuestionnaire.BRINGS, brings, today, newId));
    }
    for (String alone : response.answers().talkAlone()) {
      items.add(item(response, TALK_ALONE, alone, today, newId).withPrivacy(Privacy.ALONE));
    }
    return items;
  }

  private static AgendaItem item(
      PreVisitResponse response,
      String linkId,
      String words,
      LocalDate today,
      Supplier<AgendaItemId> newId) {
    String voice = voiceInWords(response.saidBy());
    return new AgendaItem(
            newId.get(),
            Origin.PERSON,
            words,
            voice,
            source(response, linkId),
            null,
            today,
            false,
            false)
        .with(voice, Grounds.saidBy(response.who()));
  }

  private static @Nullable String source(PreVisitResponse response, String linkId) {
    return response.reference() == null ? null : response.reference() + "#" + linkId;
  }

  /** Whose voice it is, when it is not the patient's own. */
  private static String voiceInWords(Author saidBy) {
    return switch (saidBy) {
      case Author.Patient patient -> "";
      case Author.RelatedPerson related ->
          Stream.of(related.name(), related.relationship())
              .filter(part -> part != null && !part.isBlank())
              .collect(Collectors.joining(", "));
      case Author.Practitioner staff -> staff.name() == null ? "" : staff.name();
      case Author.Other other -> other.name() == null ? "" : other.name();
    };
  }
}
