package org.flippedvisit.app.store;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the key is that clinical text is encrypted with at rest.
 *
 * @param keyset Tink keyset file (JSON, AES-256-GCM); made on first start where there is none, so
 *     back it up: without it the store cannot be read
 */
@Validated
@ConfigurationProperties("flipped-visit.store")
record StoreProperties(@NotNull @DefaultValue("data/keyset.json") Path keyset) {}
