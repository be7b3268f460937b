/** Goals in the person's words. */
@NullMarked
package org.flippedvisit.fhir.goal;

import org.jspecify.annotations.NullMarked;
