package org.flippedvisit.app.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flippedvisit.app.store.ConfirmedWrites;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.PatientTable;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of {@link LedgerStore}, for what is done to all of the store's. */
@Component
final class LedgerTable implements PatientTable, ConfirmedWrites {
  private static final String OPEN =
      Arrays.stream(WriteState.values())
          .filter(WriteState::isOpen)
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(", ", "state in (", ")"));

  private final JdbcClient database;

  LedgerTable(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "write_ledger";
  }

  @Override
  public List<String> key() {
    return List.of("id");
  }

  @Override
  public List<String> sealedColumns() {
    return List.of("body", "attribution");
  }

  @Override
  public List<String> rowName() {
    return List.of("write_key");
  }

  @Override
  public Optional<String> open() {
    return Optional.of(OPEN);
  }

  @Override
  public boolean isConfirmed(PatientKey patient, WriteKey key) {
    return database
            .sql(
                """
                select count(*) from write_ledger
                where record = ? and tenant = ? and patient_id = ? and write_key = ? and state = ?
                """)
            .params(
                patient.record(),
                patient.tenant(),
                patient.patientId(),
                key.value(),
                WriteState.CONFIRMED.name())
            .query(Integer.class)
            .single()
        > 0;
  }
}
