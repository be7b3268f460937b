/**
 * Flipped Visit, the SMART app: start-up, security and the page shell; each feature has a package
 * below.
 */
@NullMarked
package org.flippedvisit.app;

import org.jspecify.annotations.NullMarked;
