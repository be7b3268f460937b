package org.flippedvisit.fhir.goal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.goal.PatientGoal.Importance;
import org.flippedvisit.fhir.goal.PatientGoal.Progress;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Goals, both ways (US Core Goal): servers carry the start or the due date, both are read
 * (CONF-0388).
 */
public final class GoalMapper {
  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-goal";
  private static final String ACHIEVEMENT =
      "http://terminology.hl7.org/CodeSystem/goal-achievement";

  private static final String PRIORITY = "http://terminology.hl7.org/CodeSystem/goal-priority";

  /** Half a year: two or three visits. */
  private static final int RECENT_DAYS = 183;

  private GoalMapper() {}

  /** Goals that are alive: the person's own first, the newest first among equals. */
  public static Mapped<List<PatientGoal>> fromFhir(List<? extends Resource> resources) {
    return fromFhir(resources, ChartConcepts.standard());
  }

  /** The same, and those completed in the half year before {@code today}: good to look back at. */
  public static Mapped<List<PatientGoal>> fromFhir(
      List<? extends Resource> resources, LocalDate today) {
    return read(resources, today.minusDays(RECENT_DAYS), ChartConcepts.standard());
  }

  /**
   * Goals that are alive, with how sure the person is about each.
   *
   * @param resources Goals, and the Observations of {@link GoalQueries#confidence}
   */
  public static Mapped<List<PatientGoal>> fromFhir(
      List<? extends Resource> resources, ChartConcepts concepts) {
    return read(resources, null, concepts);
  }

  private static Mapped<List<PatientGoal>> read(
      List<? extends Resource> resources,
      @Nullable LocalDate completedSince,
      ChartConcepts concepts) {
    var confidence = GoalConfidence.among(resources, concepts);
    return ResourcesMapper.each(
            resources, Goal.class, (goal, issues) -> read(goal, completedSince, confidence, issues))
        .map(
            goals ->
                goals.stream()
                    .sorted(
                        Comparator.comparing((PatientGoal goal) -> !goal.isPersonsOwn())
                            .thenComparing(
                                PatientGoal::startedOn,
                                Comparator.nullsLast(ClinicalTime.NEWEST_FIRST)))
                    .toList());
  }

  private static Optional<PatientGoal> read(
      Goal goal, @Nullable LocalDate completedSince, GoalConfidence confidence, IssueLog issues) {
    if (!isShown(goal, completedSince, issues)) {
      return Optional.empty();
    }
    Optional<String> words = CodeMapper.words(goal.getDescription());
    String id = goal.getIdElement().getIdPart();
    if (words.isEmpty() || id == null) {
      issues.missing(words.isEmpty() ? "description" : "id");
      return Optional.empty();
    }
    return Optional.of(
        new PatientGoal(
            id,
            words.get(),
            AuthorMapper.fromReference(goal.getExpressedBy()).orElse(null),
            date(goal.getStart()),
            goal.getTarget().stream()
                .map(target -> date(target.getDue()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null),
            progress(goal, issues),
            importance(goal, issues),
            confidence.of(goal, issues)));
  }

  private static boolean isShown(Goal goal, @Nullable LocalDate completedSince, IssueLog issues) {
    if (goal.getLifecycleStatus() == null) {
      if (goal.hasLifecycleStatusElement()) {
        issues.unknownCode("lifecycleStatus");
        return false;
      }
      issues.missing("lifecycleStatus");
      return true;
    }
    return switch (goal.getLifecycleStatus()) {
      case PROPOSED, PLANNED, ACCEPTED, ACTIVE, ONHOLD -> true;
      case COMPLETED ->
          completedSince != null
              && ClinicalTimeMapper.fromFhir(goal.getStatusDateElement())
                  .map(time -> !time.firstDay(ZoneOffset.UTC).isBefore(completedSince))
                  .orElse(false);
      case CANCELLED, ENTEREDINERROR, REJECTED, NULL -> false;
    };
  }

  private static @Nullable ClinicalTime date(@Nullable Type date) {
    return date instanceof BaseDateTimeType time
        ? ClinicalTimeMapper.fromFhir(time).orElse(null)
        : null;
  }

  private static @Nullable Progress progress(Goal goal, IssueLog issues) {
    Optional<String> code = CodeMapper.codeOf(goal.getAchievementStatus(), ACHIEVEMENT);
    if (code.isEmpty()) {
      return null;
    }
    return switch (code.get()) {
      case "in-progress" -> Progress.IN_PROGRESS;
      case "improving" -> Progress.IMPROVING;
      case "worsening" -> Progress.WORSENING;
      case "no-change", "no-progress" -> Progress.NO_CHANGE;
      case "achieved" -> Progress.ACHIEVED;
      case "sustaining" -> Progress.SUSTAINING;
      case "not-achieved" -> Progress.NOT_ACHIEVED;
      case "not-attainable" -> Progress.NOT_ATTAINABLE;
      default -> {
        issues.unknownCode("achievementStatus");
        yield null;
      }
    };
  }

  private static @Nullable Importance importance(Goal goal, IssueLog issues) {
    Optional<String> code = CodeMapper.codeOf(goal.getPriority(), PRIORITY);
    if (code.isEmpty()) {
      return null;
    }
    return switch (code.get()) {
      case "high-priority" -> Importance.HIGH;
      case "medium-priority" -> Importance.MEDIUM;
      case "low-priority" -> Importance.LOW;
      default -> {
        issues.unknownCode("priority");
        yield null;
      }
    };
  }

  /** An active goal in the words of who set it. */
  public static Goal toFhir(GoalToWrite toWrite) {
    PatientGoal goal = toWrite.goal();
    var written = new Goal();
    written.getMeta().addProfile(PROFILE);
    written.addIdentifier(ReferenceMapper.identifier(toWrite.key()));
    written.setLifecycleStatus(GoalLifecycleStatus.ACTIVE);
    written.setDescription(new CodeableConcept().setText(FhirText.of(goal.words())));
    written.setSubject(ReferenceMapper.to("Patient", toWrite.patientId()));
    if (goal.startedOn() != null) {
      written.setStart(day(goal.startedOn()));
    }
    if (goal.dueOn() != null) {
      written.addTarget().setDue(day(goal.dueOn()));
    }
    if (goal.expressedBy() != null) {
      written.setExpressedBy(AuthorMapper.toReference(goal.expressedBy()));
      PatientSupplied.mark(written.getMeta(), goal.expressedBy());
    }
    if (goal.importance() != null) {
      written.setPriority(
          CodeMapper.concept(
              PRIORITY, goal.importance().name().toLowerCase(Locale.ROOT) + "-priority"));
    }
    if (goal.progress() != null) {
      written.setAchievementStatus(CodeMapper.concept(ACHIEVEMENT, code(goal.progress())));
    }
    return written;
  }

  /**
   * How a goal in the chart is going now: only what changes, under its id. A goal that is reached
   * stays active: whether there is more to do about it is for both sides to say.
   */
  public static Goal toChange(GoalChange change) {
    var changed = new Goal();
    changed.setId("Goal/" + change.goalId());
    changed.setSubject(ReferenceMapper.to("Patient", change.patientId()));
    changed.setStatusDateElement(ClinicalTimeMapper.toDate(change.on()));
    if (change.progress() == null) {
      changed.setLifecycleStatus(GoalLifecycleStatus.CANCELLED);
    } else {
      changed.setAchievementStatus(CodeMapper.concept(ACHIEVEMENT, code(change.progress())));
    }
    return changed;
  }

  /** As precise as it is known, at most to the day: {@code start} and {@code due} hold no time. */
  private static DateType day(ClinicalTime time) {
    return time.value() instanceof OffsetDateTime moment
        ? ClinicalTimeMapper.toDate(moment.toLocalDate())
        : new DateType(time.toString());
  }

  private static String code(Progress progress) {
    return progress.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
