package org.flippedvisit.app.planted.one;

import org.flippedvisit.app.planted.two.Two;
import org.jspecify.annotations.Nullable;

/** One half of a cycle. */
public record One(@Nullable Two other) {}
