/** A module without anything wrong. */
@NullMarked
package org.flippedvisit.planted.ehr;

import org.jspecify.annotations.NullMarked;
