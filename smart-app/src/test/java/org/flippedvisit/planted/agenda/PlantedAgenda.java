package org.flippedvisit.planted.agenda;

import org.flippedvisit.planted.audit.PlantedAudit;
import org.flippedvisit.planted.ehr.PlantedEhr;

/** Uses a module that it may use, and one that it may not. */
public record PlantedAgenda(PlantedEhr allowed, PlantedAudit forbidden) {}
