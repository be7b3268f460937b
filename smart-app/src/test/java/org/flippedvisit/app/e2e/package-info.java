/**
 * Whole visits in a real browser, against the packaged app and the sandbox EHR, each a process of
 * its own.
 */
@NullMarked
package org.flippedvisit.app.e2e;

import org.jspecify.annotations.NullMarked;
