package org.flippedvisit.app.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.store.PhiCipher;
import org.flippedvisit.app.store.RecordJson;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's table. Bodies are encrypted; a write key is there once. */
@Component
final class LedgerStore {
  private static final String COLUMNS =
      "id, kind, write_key, resource_type, state, resource_ref, version_id, why, updated_at";

  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final Clock clock;

  LedgerStore(JdbcClient database, PhiCipher cipher, RecordJson json, Clock clock) {
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.clock = clock;
  }

  Write plan(Launch launch, ToWrite thing, Attribution by) {
    var id = UUID.randomUUID();
    database
        .sql(
            """
            insert into write_ledger
              (id, record, tenant, patient_id, encounter_id, launch_id, user_ref, kind, write_key,
               resource_type, body, attribution, state, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            launch.ehr().record(),
            launch.tenant(),
            launch.patientId(),
            launch.visitKey(),
            launch.id().value(),
            launch.fhirUser().reference(),
            thing.kind().name(),
            thing.key().value(),
            thing.forms().getFirst().resourceType(),
            cipher.seal(json.write(thing.forms()), row(launch, thing.key())),
            cipher.seal(json.write(by), row(launch, thing.key())),
            WriteState.PLANNED.name(),
            now(),
            now())
        .update();
    return find(launch, id).orElseThrow();
  }

  /**
   * Moves a write on, only if nobody has touched it since the caller saw it: one sender at a time,
   * also where it was already on its way.
   */
  boolean move(Write seen, WriteState to) {
    return database
            .sql(
                """
                update write_ledger set state = ?, updated_at = ?
                where id = ? and state = ? and updated_at = ?
                """)
            .params(
                to.name(),
                now(),
                seen.id(),
                seen.state().name(),
                seen.at().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void settle(UUID id, WriteOutcome outcome) {
    switch (outcome) {
      case WriteOutcome.Confirmed there ->
          settle(id, WriteState.CONFIRMED, there.reference(), there.versionId(), null);
      case WriteOutcome.SubmittedForReview ignored ->
          settle(id, WriteState.SUBMITTED_FOR_REVIEW, null, null, null);
      case WriteOutcome.Rejected no -> settle(id, WriteState.REJECTED, null, null, no.why());
      case WriteOutcome.Unknown ignored -> settle(id, WriteState.UNKNOWN, null, null, null);
    }
  }

  /**
   * It is still not known, after somebody looked: since when stays what it was. Nothing happens
   * where somebody else has touched it since the caller saw it.
   */
  void stillUnknown(Write seen, WriteOutcome.Why why) {
    database
        .sql(
            """
            update write_ledger set state = ?, why = ? where id = ? and state = ? and updated_at = ?
            """)
        .params(
            WriteState.UNKNOWN.name(),
            why.name(),
            seen.id(),
            seen.state().name(),
            seen.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** A person looked in the chart. */
  void seen(UUID id) {
    settle(id, WriteState.SEEN, null, null, null);
  }

  /** As what it is being sent now. */
  void sendAs(UUID id, String resourceType) {
    database
        .sql("update write_ledger set resource_type = ?, updated_at = ? where id = ?")
        .params(resourceType, now(), id)
        .update();
  }

  private void settle(
      UUID id,
      WriteState state,
      @Nullable String reference,
      @Nullable String versionId,
      WriteOutcome.@Nullable Why why) {
    database
        .sql(
            """
            update write_ledger
            set state = :state, resource_ref = :reference, version_id = :version, why = :why,
                updated_at = :at
            where id = :id
            """)
        .param("state", state.name())
        .param("reference", reference)
        .param("version", versionId)
        .param("why", why == null ? null : why.name())
        .param("at", now())
        .param("id", id)
        .update();
  }

  Optional<Write> find(Launch launch, UUID id) {
    return select("id = ?", launch, id).stream().findFirst();
  }

  Optional<Write> latest(Launch launch, WriteKind kind) {
    return select("encounter_id = ? and kind = ?", launch, launch.visitKey(), kind.name()).stream()
        .reduce((earlier, later) -> later);
  }

  List<Write> all(Launch launch, WriteKind kind) {
    return select("kind = ?", launch, kind.name());
  }

  Optional<Write> find(Launch launch, WriteKey key) {
    return select("write_key = ?", launch, key.value()).stream().findFirst();
  }

  /** What is not settled for the patient of this launch, whoever began it. */
  List<Write> open(Launch launch) {
    return select("state in ('PLANNED', 'SENT', 'REJECTED', 'UNKNOWN')", launch);
  }

  /** Everything it may be written as, best first. */
  List<EncodedResource> forms(Launch launch, Write write) {
    byte[] sealed =
        database
            .sql("select body from write_ledger where id = ?")
            .param(write.id())
            .query((rows, number) -> rows.getBytes(1))
            .single();
    String body = cipher.open(sealed, row(launch, write.key()));
    return body.startsWith("[")
        ? List.of(json.read(body, EncodedResource[].class))
        // Written down before a write could have several forms: the resource itself.
        : List.of(new EncodedResource(write.resourceType(), launch.patientId(), body));
  }

  /** Who said it and who typed it. */
  Optional<Attribution> attribution(Launch launch, Write write) {
    return database
        .sql("select attribution from write_ledger where id = ?")
        .param(write.id())
        .query((rows, number) -> rows.getBytes(1))
        .optional()
        .map(body -> json.read(cipher.open(body, row(launch, write.key())), Attribution.class));
  }

  private List<Write> select(String condition, Launch launch, Object... parameters) {
    var query =
        database
            .sql(
                "select "
                    + COLUMNS
                    + " from write_ledger where record = ? and tenant = ? and patient_id = ? and "
                    + condition
                    + " order by created_at")
            .params(launch.ehr().record(), launch.tenant(), launch.patientId());
    for (Object parameter : parameters) {
      query = query.param(parameter);
    }
    return query.query((rows, number) -> read(rows)).list();
  }

  private static Write read(ResultSet rows) throws SQLException {
    String why = rows.getString("why");
    return new Write(
        rows.getObject("id", UUID.class),
        WriteKind.valueOf(rows.getString("kind")),
        new WriteKey(rows.getString("write_key")),
        rows.getString("resource_type"),
        WriteState.valueOf(rows.getString("state")),
        rows.getString("resource_ref"),
        rows.getString("version_id"),
        why == null ? null : WriteOutcome.Why.valueOf(why),
        rows.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static String row(Launch launch, WriteKey key) {
    return launch.patientKey().row("write_ledger", key.value());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
