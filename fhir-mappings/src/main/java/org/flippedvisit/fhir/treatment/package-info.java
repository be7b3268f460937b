/** What somebody takes or took: medicines with the time they were for. */
@NullMarked
package org.flippedvisit.fhir.treatment;

import org.jspecify.annotations.NullMarked;
