/** A module without anything wrong. */
@NullMarked
package org.flippedvisit.planted.audit;

import org.jspecify.annotations.NullMarked;
