/** Who said a thing and who wrote it down; never a bare string. */
@NullMarked
package org.flippedvisit.fhir.provenance;

import org.jspecify.annotations.NullMarked;
