/**
 * What every mapper shares: a value with the issues met while reading it, and queries without HTTP.
 */
@NullMarked
package org.flippedvisit.fhir.mapping;

import org.jspecify.annotations.NullMarked;
