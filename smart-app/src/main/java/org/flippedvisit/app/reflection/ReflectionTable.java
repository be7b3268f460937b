package org.flippedvisit.app.reflection;

import java.util.List;
import org.flippedvisit.app.store.SealedTable;
import org.springframework.stereotype.Component;

/**
 * The table of {@link ReflectionStore}. It is no table about patients: an export or an erasure of a
 * patient has nothing to find here.
 */
@Component
final class ReflectionTable implements SealedTable {
  @Override
  public String name() {
    return "reflection";
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
  public List<String> ownerColumns() {
    return List.of("issuer", "user_ref");
  }

  @Override
  public List<String> rowName() {
    return List.of("id");
  }
}
