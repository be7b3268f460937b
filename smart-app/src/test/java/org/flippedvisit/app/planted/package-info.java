/** Classes that each break one rule of the architecture, to show that the rule sees it. */
@NullMarked
package org.flippedvisit.app.planted;

import org.jspecify.annotations.NullMarked;
