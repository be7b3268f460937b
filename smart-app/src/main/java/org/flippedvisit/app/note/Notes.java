package org.flippedvisit.app.note;

import java.util.List;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.note.SharedNote;

/**
 * The shared notes, and what who signed in said about them.
 *
 * @param chart what the EHR holds
 * @param readable newest first, those that are not in the chart yet included
 * @param remarks of who signed in, newest first
 */
public record Notes(
    Reading<List<SharedNote>> chart, List<ReadableNote> readable, List<Remark> remarks) {
  public Notes {
    readable = List.copyOf(readable);
    remarks = List.copyOf(remarks);
  }

  List<Remark> remarksOn(ReadableNote note) {
    return remarks.stream().filter(remark -> remark.said().note().equals(note.identity())).toList();
  }

  /** About notes that are not among the readable ones, or not any more. */
  List<Remark> otherRemarks() {
    return remarks.stream()
        .filter(
            remark ->
                readable.stream().noneMatch(note -> note.identity().equals(remark.said().note())))
        .toList();
  }
}
