package org.flippedvisit.app.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the ledger expects of an EHR.
 *
 * @param lateArrival how long after it was sent, or its answer was lost, a write may still arrive:
 *     for so long one that is not there is not called so
 */
@Validated
@ConfigurationProperties("flipped-visit.fhir")
record LedgerProperties(@NotNull @DefaultValue("2m") Duration lateArrival) {}
