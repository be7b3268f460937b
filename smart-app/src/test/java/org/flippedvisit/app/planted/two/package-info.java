/** One half of a cycle. */
@NullMarked
package org.flippedvisit.app.planted.two;

import org.jspecify.annotations.NullMarked;
