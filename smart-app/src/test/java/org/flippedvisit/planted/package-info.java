/** An application that breaks the rules on purpose, to show that verification sees it. */
@NullMarked
package org.flippedvisit.planted;

import org.jspecify.annotations.NullMarked;
