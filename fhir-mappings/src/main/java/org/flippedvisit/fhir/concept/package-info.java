/**
 * What in a chart carries a concern, a goal or an answer like ours, as data that a site can add to.
 */
@NullMarked
package org.flippedvisit.fhir.concept;

import org.jspecify.annotations.NullMarked;
