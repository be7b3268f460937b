package org.flippedvisit.app.launch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Which EHRs may launch the app and how it is registered with each.
 *
 * @param publicUrl where browsers reach the app; the redirect URIs are below it
 * @param ehrs every EHR that may launch; anything else is refused before any network call
 * @param helpLines whom a person can call at once, in the order in which they are shown, at EHRs
 *     that name none of their own
 */
@Validated
@ConfigurationProperties("flipped-visit")
record LaunchProperties(
    @NotNull @DefaultValue("http://localhost:8080") URI publicUrl,
    @NotEmpty(message = "name at least one EHR under flipped-visit.ehrs") List<@Valid Entry> ehrs,
    @NotEmpty(message = "name at least one under flipped-visit.help-lines") @DefaultValue
        List<@Valid HelpLine> helpLines) {

  /** One EHR, as registered. Every field is described in the README's configuration table. */
  record Entry(
      @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}") String id,
      @Nullable String name,
      @NotBlank String issuer,
      @Nullable String record,
      @NotBlank String clientId,
      @DefaultValue("none") ClientAuthentication clientAuthentication,
      @Nullable String clientSecret,
      @Nullable Resource privateKey,
      @Nullable String tokenAudience,
      @Nullable Scopes scopes,
      @DefaultValue List<String> medicalAssistantCodes,
      @DefaultValue List<String> frameAncestors,
      @DefaultValue("81338-6") String noteType,
      @DefaultValue("11506-3") String visitNoteType,
      @Nullable String urgentPhone,
      @Nullable @Size(min = 1, message = "name at least one, or leave it out")
          List<@Valid HelpLine> helpLines,
      @DefaultValue Write write) {}

  /**
   * How the app proves who it is at the token endpoint (SMART App Launch 2.2, client
   * authentication).
   */
  enum ClientAuthentication {
    NONE,
    CLIENT_SECRET_BASIC,
    PRIVATE_KEY_JWT
  }

  /** Scopes asked for, where the defaults do not fit a site. */
  record Scopes(@Nullable String clinician, @Nullable String patient) {}

  /** What the site takes: {@code auto} goes by granted scopes and the CapabilityStatement. */
  record Write(
      @DefaultValue("auto") Ehr.Writing observation,
      @DefaultValue("auto") Ehr.Writing provenance,
      @DefaultValue("auto") Ehr.Writing questionnaireResponse,
      @DefaultValue("auto") Ehr.Writing documentReference,
      @DefaultValue("auto") Ehr.Writing communication,
      @DefaultValue("auto") Ehr.Writing goal) {}
}
