package org.flippedvisit.app.audit;

import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.store.PatientTable;
import org.springframework.stereotype.Component;

/** The table of {@link AuditStore}. */
@Component
final class AuditTable implements PatientTable {
  @Override
  public String name() {
    return "access_audit";
  }

  @Override
  public List<String> key() {
    return List.of("id");
  }

  @Override
  public List<String> sealedColumns() {
    return List.of();
  }

  @Override
  public List<String> rowName() {
    return List.of();
  }

  @Override
  public Optional<String> keptBecause() {
    return Optional.of(
        "who opened a record has to be known for six years (45 CFR 164.316(b)(2)(i))");
  }
}
