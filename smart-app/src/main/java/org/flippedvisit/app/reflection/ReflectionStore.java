package org.flippedvisit.app.reflection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flippedvisit.app.store.PhiCipher;
import org.flippedvisit.app.store.RecordJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The reflections' table: keyed by whose they are, and no query of a page goes without that. */
@Component
final class ReflectionStore {
  private static final String OF_OWNER = " where issuer = ? and user_ref = ?";

  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final TransactionOperations transaction;

  ReflectionStore(
      JdbcClient database, PhiCipher cipher, RecordJson json, TransactionOperations transaction) {
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.transaction = transaction;
  }

  /**
   * Whose it is.
   *
   * @param issuer the EHR where they signed in
   * @param userRef {@code fhirUser}, relative
   */
  record Owner(String issuer, String userRef) {
    private String row(UUID id) {
      return String.join("|", "reflection", issuer, userRef, id.toString());
    }
  }

  private record Body(Map<Question, Answer> answers) {}

  /** Keeps it in place of what was kept under the same id; with no answers nothing is kept. */
  void keep(Owner owner, Reflection reflection) {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("delete from reflection" + OF_OWNER + " and id = ?")
              .params(owner.issuer(), owner.userRef(), reflection.id())
              .update();
          if (!reflection.answers().isEmpty()) {
            insert(owner, reflection);
          }
        });
  }

  private void insert(Owner owner, Reflection reflection) {
    String body = json.write(new Body(reflection.answers()));
    database
        .sql(
            """
            insert into reflection (id, issuer, user_ref, reflected_on, body)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            reflection.id(),
            owner.issuer(),
            owner.userRef(),
            reflection.on(),
            cipher.seal(body, owner.row(reflection.id())))
        .update();
  }

  /** Their own, the newest day first. */
  List<Reflection> all(Owner owner) {
    return database
        .sql(
            "select id, reflected_on, body from reflection"
                + OF_OWNER
                + " order by reflected_on desc, id")
        .params(owner.issuer(), owner.userRef())
        .query((rows, number) -> open(owner, rows))
        .list();
  }

  private Reflection open(Owner owner, ResultSet rows) throws SQLException {
    UUID id = rows.getObject("id", UUID.class);
    Body body = json.read(cipher.open(rows.getBytes("body"), owner.row(id)), Body.class);
    return new Reflection(id, rows.getObject("reflected_on", LocalDate.class), body.answers());
  }

  /** Removes all of one owner's. */
  void removeAll(Owner owner) {
    database
        .sql("delete from reflection" + OF_OWNER)
        .params(owner.issuer(), owner.userRef())
        .update();
  }

  /** Removes everybody's from before this day. */
  int removeBefore(LocalDate day) {
    return database.sql("delete from reflection where reflected_on < ?").param(day).update();
  }
}
