package org.flippedvisit.app.planted.two;

import org.flippedvisit.app.planted.one.One;
import org.jspecify.annotations.Nullable;

/** One half of a cycle. */
public record Two(@Nullable One other) {}
