/** The one thing that weighs most on the person, in their own words. */
@NullMarked
package org.flippedvisit.fhir.concern;

import org.jspecify.annotations.NullMarked;
