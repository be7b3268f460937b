package org.flippedvisit.app.agenda;

import java.util.List;
import org.flippedvisit.app.store.PatientTable;
import org.springframework.stereotype.Component;

/** The table of {@link AgendaStore}. */
@Component
final class AgendaTable implements PatientTable {
  @Override
  public String name() {
    return "agenda";
  }

  @Override
  public List<String> key() {
    return List.of("record", "tenant", "patient_id", "visit");
  }

  @Override
  public List<String> sealedColumns() {
    return List.of("body");
  }

  @Override
  public List<String> rowName() {
    return List.of("visit");
  }
}
