/** One agenda made from both lists, every item with a fate. */
@NullMarked
package org.flippedvisit.fhir.agenda;

import org.jspecify.annotations.NullMarked;
