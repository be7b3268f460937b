package org.flippedvisit.fhir.form;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FHIRConstant;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Which answers an expression can read: those at and below the items that it names by {@code
 * where(linkId = '…')}. Where a path goes on without having named one it reads everything; what is
 * not understood does too, so that nothing is ever out of date.
 *
 * @param isEverything true where any answer may matter
 * @param linkIds the items it names, its own among them
 * @param variables the names that it uses, of variables or of the launch
 */
record AnswersRead(boolean isEverything, Set<String> linkIds, Set<String> variables) {
  AnswersRead {
    linkIds = Set.copyOf(linkIds);
    variables = Set.copyOf(variables);
  }

  /**
   * Of an expression.
   *
   * @param linkId of the item whose expression it is; empty for the form's
   */
  static AnswersRead of(ExpressionNode expression, String linkId) {
    var reading = new Reading(linkId);
    reading.operands(expression, reading.own());
    return new AnswersRead(reading.isEverything, reading.linkIds, reading.variables);
  }

  /** Where a path stands. */
  private enum At {
    /** At items that nothing has named yet. */
    FORM,
    /** At or below items that were named. */
    NAMED,
    /** At something that is no answer. */
    ELSEWHERE
  }

  private static final class Reading {
    private final String linkId;
    private final Set<String> linkIds = new HashSet<>();
    private final Set<String> variables = new HashSet<>();
    private boolean isEverything;

    private Reading(String linkId) {
      this.linkId = linkId;
    }

    private At own() {
      return linkId.isEmpty() ? At.FORM : At.NAMED;
    }

    private void operands(@Nullable ExpressionNode first, At at) {
      for (ExpressionNode one = first; one != null; one = one.getOpNext()) {
        path(one, at);
      }
    }

    private void path(ExpressionNode head, At at) {
      At now = head(head, at);
      for (ExpressionNode step = head.getInner(); step != null; step = step.getInner()) {
        now = step.getKind() == Kind.Function ? function(step, now) : now;
      }
      isEverything |= now == At.FORM;
    }

    private At head(ExpressionNode head, At at) {
      return switch (head.getKind()) {
        case Name -> implicit(at);
        case Function -> function(head, implicit(at));
        case Constant -> constant(head.getConstant());
        case Group -> {
          operands(head.getGroup(), at);
          yield At.NAMED;
        }
        case Unary -> At.ELSEWHERE;
        case null -> At.FORM;
      };
    }

    /**
     * A path that begins with neither a name of the form nor of the launch begins at its own item.
     */
    private At implicit(At at) {
      if (!linkId.isEmpty()) {
        linkIds.add(linkId);
      }
      return at;
    }

    private At constant(@Nullable Base constant) {
      if (!(constant instanceof FHIRConstant named)) {
        return At.ELSEWHERE;
      }
      String name = named.getValue().replace("%", "").replace("`", "");
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "resource", "rootresource" -> At.FORM;
        case "context" -> implicit(own());
        case "questionnaire", "qitem" -> At.ELSEWHERE;
        default -> {
          variables.add(name);
          yield At.NAMED;
        }
      };
    }

    private At function(ExpressionNode step, At at) {
      List<ExpressionNode> parameters = step.getParameters();
      if (at == At.FORM && isWalk(step)) {
        return At.FORM;
      }
      At now = at;
      if (at == At.FORM && step.getFunction() == Function.Where && parameters.size() == 1) {
        String named = named(parameters.getFirst());
        if (named != null) {
          linkIds.add(named);
          now = At.NAMED;
        }
      }
      for (ExpressionNode parameter : parameters == null ? List.<ExpressionNode>of() : parameters) {
        operands(parameter, now);
      }
      return now;
    }

    /** From item to item, without looking at any. */
    private static boolean isWalk(ExpressionNode step) {
      return step.getFunction() == Function.Descendants
          || (step.getFunction() == Function.Repeat
              && step.getParameters().size() == 1
              && step.getParameters().getFirst().getOpNext() == null);
    }

    /** The linkId that must be that of every item let through; null where there is none. */
    private static @Nullable String named(ExpressionNode condition) {
      ExpressionNode next = condition.getOpNext();
      if (isLinkId(condition) && condition.getOperation() == Operation.Equals && next != null) {
        boolean isWhole = next.getOpNext() == null || next.getOperation() == Operation.And;
        return isWhole && next.getInner() == null && next.getConstant() instanceof StringType text
            ? text.getValue()
            : null;
      }
      if (condition.getKind() == Kind.Group
          && condition.getInner() == null
          && (next == null || condition.getOperation() == Operation.And)) {
        return named(condition.getGroup());
      }
      return null;
    }

    private static boolean isLinkId(ExpressionNode node) {
      return node.getKind() == Kind.Name
          && "linkId".equals(node.getName())
          && node.getInner() == null;
    }
  }
}
