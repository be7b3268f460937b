package org.flippedvisit.fhir.form;

import java.util.List;

/**
 * A place in a filling that is shown now: its item is enabled and not hidden.
 *
 * @param answers what is answered there; empty for a group or a display
 * @param options the choices offered now, which other answers may change
 * @param isReadOnly true where it only shows, as for a readOnly calculated answer
 * @param problems what is wrong with what is answered there; that something is missing is a problem
 *     too ({@link FormProblem.Kind#MISSING}), and a page says so only when the person goes on
 * @param children what is shown below it, in order
 * @param mayAdd true for the last of a repeating group where one more may be added
 * @param mayRemove true for one of a repeating group that may go
 */
public record FormNode(
    NodeId id,
    FormItem item,
    List<FormAnswer> answers,
    List<FormOption> options,
    boolean isReadOnly,
    List<FormProblem> problems,
    List<FormNode> children,
    boolean mayAdd,
    boolean mayRemove) {
  public FormNode {
    answers = List.copyOf(answers);
    options = List.copyOf(options);
    problems = List.copyOf(problems);
    children = List.copyOf(children);
  }
}
