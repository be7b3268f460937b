package org.flippedvisit.app.store;

import java.util.List;
import org.springframework.stereotype.Component;

/** The table of {@link RecordedEntries}. */
@Component
final class RecordedTable implements PatientTable {
  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public List<String> key() {
    return List.of("id");
  }

  @Override
  public List<String> sealedColumns() {
    return List.of("body");
  }

  @Override
  public List<String> rowName() {
    return List.of("write_key");
  }
}
