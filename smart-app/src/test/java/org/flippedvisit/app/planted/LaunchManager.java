package org.flippedvisit.app.planted;

/** Named for nothing in the field. */
final class LaunchManager {}
