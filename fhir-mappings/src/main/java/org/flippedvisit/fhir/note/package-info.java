/** Shared notes: plain text that both sides read. */
@NullMarked
package org.flippedvisit.fhir.note;

import org.jspecify.annotations.NullMarked;
