package org.flippedvisit.fhir.mapping;

import java.util.List;
import java.util.function.Function;

/**
 * What a mapper read, with what it could not read. A mapper never throws on EHR data: what is
 * broken is left out and named here, so that the page can say "1 entry could not be read" instead
 * of pretending that there was none.
 *
 * @param value what was understood
 * @param issues what was not, without any clinical content
 */
public record Mapped<T>(T value, List<MappingIssue> issues) {
  public Mapped {
    issues = List.copyOf(issues);
  }

  public static <T> Mapped<T> of(T value) {
    return new Mapped<>(value, List.of());
  }

  public <R> Mapped<R> map(Function<? super T, ? extends R> change) {
    return new Mapped<>(change.apply(value), issues);
  }
}
