package org.flippedvisit.planted;

import org.springframework.modulith.Modulithic;

/** An application with one arrow too many. */
@Modulithic
public final class PlantedApplication {}
