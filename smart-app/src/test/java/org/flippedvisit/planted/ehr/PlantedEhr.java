package org.flippedvisit.planted.ehr;

/** Something to depend on. */
public record PlantedEhr(String name) {}
