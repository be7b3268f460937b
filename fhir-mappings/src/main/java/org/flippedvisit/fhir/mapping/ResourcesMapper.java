package org.flippedvisit.fhir.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads a mixed list of resources one by one, so that a broken one costs only itself.
 *
 * <p>Search pages of some EHRs repeat a resource; each id is read once.
 */
public final class ResourcesMapper {
  private ResourcesMapper() {}

  /** Reads one resource; empty when it is not to be shown. */
  @FunctionalInterface
  public interface One<R, T> {
    Optional<T> read(R resource, IssueLog issues);
  }

  /** Every resource of a type, in the order it came; others are ignored. */
  public static <R extends Resource, T> Mapped<List<T>> each(
      List<? extends Resource> resources, Class<R> type, One<? super R, T> one) {
    var issues = new IssueLog(type.getSimpleName());
    var read = new ArrayList<T>();
    for (R resource : distinct(resources, type)) {
      try {
        one.read(resource, issues).ifPresent(read::add);
      } catch (RuntimeException broken) {
        // HAPI throws on lazily parsed values (FHIRException, DataFormatException, HAPI-1821). The
        // message holds the value, so neither it nor the exception goes further.
        issues.unreadable("");
      }
    }
    return new Mapped<>(List.copyOf(read), issues.toList());
  }

  /** Every resource of a type once, the first of each id. */
  public static <R extends Resource> List<R> distinct(
      List<? extends Resource> resources, Class<R> type) {
    Set<String> seen = new HashSet<>();
    var found = new ArrayList<R>();
    for (Resource resource : resources) {
      if (type.isInstance(resource) && isNew(resource, seen)) {
        found.add(type.cast(resource));
      }
    }
    return found;
  }

  private static boolean isNew(Resource resource, Set<String> seen) {
    String id = resource.getIdElement().getIdPart();
    return id == null || seen.add(id);
  }
}
