package org.flippedvisit.app.previsit;

import java.time.Instant;

/**
 * A form that the signed-in person began at another visit and has not sent.
 *
 * @param take takes it over into the form of this visit
 * @param discard forgets it
 */
public record BegunForm(KeptForm form, Instant savedAt, Runnable take, Runnable discard) {}
