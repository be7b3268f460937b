/** What the tests of the app share: one application context, EHRs that may launch it, a browser. */
@NullMarked
package org.flippedvisit.app.testing;

import org.jspecify.annotations.NullMarked;
