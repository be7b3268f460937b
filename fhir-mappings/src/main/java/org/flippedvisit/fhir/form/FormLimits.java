package org.flippedvisit.fhir.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must keep to.
 *
 * @param minLength characters
 * @param maxLength characters
 * @param least {@code minValue}, of the type of the question
 * @param most {@code maxValue}, of the type of the question
 * @param maxDecimals places behind the point
 * @param regex the whole answer must match it
 * @param contentTypes of an attachment; empty for any
 * @param maxSizeMegabytes of an attachment
 * @param resourceTypes of a reference; empty for any
 */
public record FormLimits(
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable FormAnswer least,
    @Nullable FormAnswer most,
    @Nullable Integer maxDecimals,
    @Nullable String regex,
    List<String> contentTypes,
    @Nullable Double maxSizeMegabytes,
    List<String> resourceTypes) {
  /** No limit at all. */
  public static final FormLimits NONE =
      new FormLimits(null, null, null, null, null, null, List.of(), null, List.of());

  public FormLimits {
    contentTypes = List.copyOf(contentTypes);
    resourceTypes = List.copyOf(resourceTypes);
  }
}
