package org.flippedvisit.planted.audit;

/** Something to depend on. */
public record PlantedAudit(String line) {}
