package org.flippedvisit.app.store;

import java.util.List;
import org.springframework.stereotype.Component;

/** The table of {@link Drafts}. */
@Component
final class DraftTable implements PatientTable {
  @Override
  public String name() {
    return "draft";
  }

  @Override
  public List<String> key() {
    return List.of("record", "tenant", "patient_id", "visit", "user_ref", "form");
  }

  @Override
  public List<String> sealedColumns() {
    return List.of("body");
  }

  @Override
  public List<String> rowName() {
    return List.of("visit", "user_ref", "form");
  }
}
