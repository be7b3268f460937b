/** One half of a cycle. */
@NullMarked
package org.flippedvisit.app.planted.one;

import org.jspecify.annotations.NullMarked;
