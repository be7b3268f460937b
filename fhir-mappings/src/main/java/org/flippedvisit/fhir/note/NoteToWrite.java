package org.flippedvisit.fhir.note;

import java.time.OffsetDateTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * A shared note on its way into the chart.
 *
 * @param note its author is the signed-in person (Oracle refuses any other)
 * @param visit null when the launch has no encounter
 * @param periodStart when what it tells about began
 * @param periodEnd when it ended; Oracle refuses a note without one
 * @param key stable over every attempt at this write
 */
public record NoteToWrite(
    SharedNote note,
    String patientId,
    @Nullable Visit visit,
    OffsetDateTime periodStart,
    OffsetDateTime periodEnd,
    WriteKey key) {}
