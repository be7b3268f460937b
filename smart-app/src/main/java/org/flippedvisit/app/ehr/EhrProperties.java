package org.flippedvisit.app.ehr;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient the FHIR client is, and how much it asks at once.
 *
 * @param connect wait for a connection
 * @param answer wait for an answer
 * @param parallel most searches in flight to one EHR, over all launches
 * @param pageSize {@code _count} asked for
 */
@Validated
@ConfigurationProperties("flipped-visit.fhir")
record EhrProperties(
    @NotNull @DefaultValue("3s") Duration connect,
    @NotNull @DefaultValue("15s") Duration answer,
    @Min(1) @Max(200) @DefaultValue("30") int parallel,
    @Min(10) @Max(1000) @DefaultValue("200") int pageSize) {}
