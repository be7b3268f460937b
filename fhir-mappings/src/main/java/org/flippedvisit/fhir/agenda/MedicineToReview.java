package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/**
 * Rule: medicines that were prescribed long ago and not renewed since, and medicines on hold; in
 * one item. Notes about a medicine are never read: people say things there that are for few ears.
 */
final class MedicineToReview implements TeamRule {
  private static final RuleCard CARD = RuleCard.of("medicine-to-review");
  private static final String SOURCE = "MedicationRequest?status=active,on-hold";

  @Override
  public String id() {
    return CARD.id();
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate until = facts.today().minusMonths(CARD.figure("review"));
    return ResourcesMapper.each(
            facts.resources(),
            MedicationRequest.class,
            (request, issues) -> read(request, facts.today(), issues))
        .map(
            all -> {
              List<Medicine> toReview =
                  all.stream()
                      .filter(one -> one.isCurrent() && isToReview(one, all, until))
                      .sorted(Comparator.comparing(Medicine::isOnHold))
                      .toList();
              return toReview.isEmpty() ? List.of() : List.of(item(toReview, facts.wording()));
            });
  }

  /**
   * A medicine as it was prescribed.
   *
   * @param keys what makes two prescriptions the same medicine
   * @param holdReason why it is on hold, where the order itself says it in a field of its own
   */
  private record Medicine(
      String name,
      Set<String> keys,
      String source,
      MedicationRequestStatus status,
      boolean isCourseOver,
      @Nullable ClinicalTime prescribedAt,
      String holdReason) {
    boolean isOnHold() {
      return status == MedicationRequestStatus.ONHOLD;
    }

    boolean isCurrent() {
      return (isOnHold() || status == MedicationRequestStatus.ACTIVE) && !isCourseOver;
    }

    boolean isSame(Medicine other) {
      return keys.stream().anyMatch(other.keys::contains);
    }

    boolean isAfter(Medicine other) {
      return prescribedAt != null
          && other.prescribedAt != null
          && ClinicalTime.NEWEST_FIRST.compare(prescribedAt, other.prescribedAt) < 0;
    }
  }

  /** A prescription without a date may be of today: only what is known to be old is brought. */
  private static boolean isToReview(Medicine one, List<Medicine> all, LocalDate until) {
    boolean isReplaced =
        all.stream()
            .anyMatch(other -> other.isCurrent() && one.isSame(other) && other.isAfter(one));
    if (isReplaced) {
      return false;
    }
    return one.isOnHold()
        || (one.prescribedAt() != null
            && one.prescribedAt().firstDay(ZoneOffset.UTC).isBefore(until));
  }

  private static Optional<Medicine> read(
      MedicationRequest request, LocalDate today, IssueLog issues) {
    if (request.getStatus() == null) {
      issues.unknownCode("status");
      return Optional.empty();
    }
    if (!isMedicineTaken(request)) {
      return Optional.empty();
    }
    Optional<CodeableConcept> medicine = medicine(request);
    Optional<String> name = medicine.flatMap(CodeMapper::plainText).or(() -> display(request));
    String id = request.getIdElement().getIdPart();
    if (name.isEmpty() || id == null) {
      issues.missing(id == null ? "id" : "medication");
      return Optional.empty();
    }
    return Optional.of(
        new Medicine(
            name.get(),
            keys(medicine.orElseGet(CodeableConcept::new), name.get()),
            "MedicationRequest/" + id,
            request.getStatus(),
            isCourseOver(request, today),
            ClinicalTimeMapper.fromFhir(request.getAuthoredOnElement()).orElse(null),
            CodeMapper.plainText(request.getStatusReason()).orElse("")));
  }

  /** A proposal is none yet, and an order not to take something is none either. */
  private static boolean isMedicineTaken(MedicationRequest request) {
    boolean isOnlyProposed =
        switch (request.getIntent()) {
          case PROPOSAL, OPTION -> true;
          case null, default -> false;
        };
    return !isOnlyProposed && !request.getDoNotPerform();
  }

  private static Optional<CodeableConcept> medicine(MedicationRequest request) {
    return switch (request.getMedication()) {
      case CodeableConcept concept -> Optional.of(concept);
      case Reference reference when reference.getResource() instanceof Medication contained ->
          Optional.of(contained.getCode());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<String> display(MedicationRequest request) {
    return request.getMedication() instanceof Reference reference
        ? Optional.ofNullable(reference.getDisplay()).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  private static Set<String> keys(CodeableConcept medicine, String name) {
    var keys = new HashSet<String>();
    medicine.getCoding().stream()
        .filter(coding -> coding.hasSystem() && coding.hasCode())
        .forEach(coding -> keys.add(coding.getSystem() + "|" + coding.getCode()));
    keys.add(name.toLowerCase(Locale.ROOT));
    return keys;
  }

  /** A course that has ended stays active in many charts; nobody takes it any more. */
  private static boolean isCourseOver(MedicationRequest request, LocalDate today) {
    return !request.getDosageInstruction().isEmpty()
        && request.getDosageInstruction().stream()
            .allMatch(dosage -> isOver(dosage.getTiming(), today));
  }

  private static boolean isOver(Timing timing, LocalDate today) {
    return timing.getRepeat().getBounds() instanceof Period bounds
        && ClinicalTimeMapper.endOf(bounds)
            .filter(end -> end.firstDay(ZoneOffset.UTC).isBefore(today))
            .isPresent();
  }

  private static TeamItem item(List<Medicine> medicines, Wording wording) {
    List<Medicine> old = medicines.stream().filter(one -> !one.isOnHold()).toList();
    var why = new ArrayList<String>();
    if (!old.isEmpty()) {
      why.add(wording.say("medicine.old", names(old, wording), CARD.figure("review")));
    }
    medicines.stream().filter(Medicine::isOnHold).forEach(one -> why.add(onHold(one, wording)));
    var topics = new HashSet<String>(Set.of("medicines"));
    medicines.forEach(one -> topics.addAll(Topics.inWords(one.name())));
    return new TeamItem(
        wording.say("medicine.words"),
        why,
        SOURCE,
        false,
        null,
        new Grounds(topics, medicines.stream().map(one -> evidence(one, wording)).toList()));
  }

  private static String names(List<Medicine> medicines, Wording wording) {
    int most = CARD.figure("named");
    String names =
        medicines.stream().limit(most).map(Medicine::name).collect(Collectors.joining("; "));
    int left = medicines.size() - most;
    return left > 0 ? wording.say("medicine.more", names, left) : names;
  }

  private static String onHold(Medicine one, Wording wording) {
    return one.holdReason().isBlank()
        ? wording.say("medicine.onHold", one.name())
        : wording.say("medicine.onHold.why", one.name(), one.holdReason());
  }

  private static Evidence evidence(Medicine one, Wording wording) {
    String prescribed =
        one.prescribedAt() == null
            ? wording.say("medicine.evidence.undated", one.name())
            : wording.say(
                "medicine.evidence",
                one.name(),
                wording.time(DueDate.toTheDay(one.prescribedAt())));
    String text =
        Stream.of(prescribed, one.isOnHold() ? onHold(one, wording) : "")
            .filter(sentence -> !sentence.isBlank())
            .collect(Collectors.joining(" "));
    return new Evidence(Evidence.Kind.MEDICINE, text, one.source(), one.prescribedAt());
  }
}
