/** How the person likes to partner in their care. */
@NullMarked
package org.flippedvisit.fhir.preference;

import org.jspecify.annotations.NullMarked;
