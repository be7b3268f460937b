package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * How a write whose answer never came is recognised in what a search finds. By its key; where an
 * EHR drops identifiers, by the reference that stands in the text of our notes; where there is
 * neither, by what was said, by whom, at the same second. Searched by what US Core guarantees,
 * since EHRs need not know {@code identifier} as a search parameter.
 */
record SameWrite(FhirContext fhir, Resource sent, WriteKey key) {
  private static final int MOST = 300;
  private static final Duration A_DAY = Duration.ofDays(1);

  FhirQuery query(String patientId) {
    FhirQuery query = FhirQuery.ofPatient(sent.fhirType(), patientId).atMost(MOST);
    return switch (sent) {
      case DocumentReference note -> query.with("type", token(note.getType().getCodingFirstRep()));
      case Observation one -> query.with("code", token(one.getCode().getCodingFirstRep()));
      default -> query;
    };
  }

  private static String token(Coding code) {
    return code.getSystem() + "|" + code.getCode();
  }

  boolean is(Resource found) {
    if (!found.fhirType().equals(sent.fhirType())) {
      return false;
    }
    List<Identifier> keys = keys(found);
    return keys.isEmpty()
        ? saysTheSame(found)
        : keys.stream().anyMatch(one -> key.value().equals(one.getValue()));
  }

  /**
   * True where nobody can tell: a note of the same author and time, without our key and without its
   * text.
   */
  boolean maybe(Resource found) {
    return found instanceof DocumentReference note
        && sent instanceof DocumentReference mine
        && keys(note).isEmpty()
        && note.getContent().stream().noneMatch(content -> content.getAttachment().hasData())
        && isNotOlder(note, mine)
        && isOfSameAuthor(note, mine);
  }

  /** The EHR's clock, or its day, may be another. */
  private static boolean isNotOlder(DocumentReference note, DocumentReference mine) {
    return note.getDate() == null
        || mine.getDate() == null
        || !note.getDate().toInstant().isBefore(mine.getDate().toInstant().minus(A_DAY));
  }

  private static boolean isOfSameAuthor(DocumentReference note, DocumentReference mine) {
    String author = mine.getAuthorFirstRep().getReferenceElement().getIdPart();
    return author == null
        || !note.hasAuthor()
        || note.getAuthor().stream()
            .anyMatch(one -> author.equals(one.getReferenceElement().getIdPart()));
  }

  private List<Identifier> keys(Resource found) {
    return fhir.newTerser().getValues(found, "identifier", Identifier.class).stream()
        .filter(one -> WriteKey.SYSTEM.equals(one.getSystem()))
        .toList();
  }

  private boolean saysTheSame(Resource found) {
    return switch (found) {
      case DocumentReference note ->
          note.getContent().stream()
              .map(content -> content.getAttachment().getData())
              .anyMatch(this::holdsReference);
      case Communication message ->
          message.getPayload().stream()
              .anyMatch(
                  part ->
                      part.getContent() instanceof StringType text
                          && text.getValueNotNull().contains(key.reference()));
      case Observation one ->
          sent instanceof Observation mine
              && isEqual(mine.getEffective(), one.getEffective())
              && isEqual(mine.getValue(), one.getValue())
              && Objects.equals(
                  mine.getPerformerFirstRep().getReference(),
                  one.getPerformerFirstRep().getReference());
      case QuestionnaireResponse answers ->
          sent instanceof QuestionnaireResponse mine
              && isEqual(mine.getAuthoredElement(), answers.getAuthoredElement())
              && Objects.equals(
                  mine.getSource().getReference(), answers.getSource().getReference());
      case Goal goal ->
          sent instanceof Goal mine
              && isEqual(mine.getStart(), goal.getStart())
              && Objects.equals(mine.getDescription().getText(), goal.getDescription().getText());
      default -> false;
    };
  }

  private boolean holdsReference(byte[] text) {
    return text != null && new String(text, StandardCharsets.UTF_8).contains(key.reference());
  }

  private static boolean isEqual(Base one, Base other) {
    return one != null && other != null && !one.isEmpty() && one.equalsDeep(other);
  }
}
