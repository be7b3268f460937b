/** Measures over time, each with its plain name, direction and meaning. */
@NullMarked
package org.flippedvisit.fhir.trend;

import org.jspecify.annotations.NullMarked;
