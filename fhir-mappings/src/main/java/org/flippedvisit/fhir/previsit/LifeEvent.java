package org.flippedvisit.fhir.previsit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something coming up in the person's life.
 *
 * @param what in their words
 * @param on the day; null when they gave none
 * @param avoid true when nothing of the clinic's should fall on that day
 */
public record LifeEvent(String what, @Nullable LocalDate on, boolean avoid) {}
