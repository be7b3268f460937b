/** The visit (Encounter) that everything is recorded against. */
@NullMarked
package org.flippedvisit.fhir.visit;

import org.jspecify.annotations.NullMarked;
