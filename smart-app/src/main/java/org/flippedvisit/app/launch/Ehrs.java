package org.flippedvisit.app.launch;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.app.launch.LaunchProperties.Entry;
import org.springframework.stereotype.Component;

/**
 * The EHRs that may launch the app: an allow-list, asked before any network call (SMART App Launch
 * 2.2). Fails at start when an entry could not be safe.
 */
@Component
public final class Ehrs {
  private final Map<String, Registration> byId = new LinkedHashMap<>();
  private final URI publicUrl;

  Ehrs(LaunchProperties properties) {
    publicUrl = properties.publicUrl();
    for (Entry entry : properties.ehrs()) {
      Registration registration = register(entry, properties.helpLines());
      if (byId.putIfAbsent(entry.id(), registration) != null) {
        throw new IllegalStateException("Two EHRs have the id " + entry.id());
      }
    }
  }

  /** An EHR with the app's registration there. */
  record Registration(Ehr ehr, Entry entry, String redirectUri) {}

  public List<Ehr> all() {
    return byId.values().stream().map(Registration::ehr).toList();
  }

  /** The EHR that a launch link names; empty when it is not on the list. */
  public Optional<Ehr> ofIssuer(String iss) {
    return byIssuer(iss).map(Registration::ehr);
  }

  /** The EHR with an id; empty when it is not on the list. */
  public Optional<Ehr> ofId(String id) {
    return byId(id).map(Registration::ehr);
  }

  Optional<Registration> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The EHR whose FHIR base is {@code iss}, give or take one trailing slash (C-13); empty for any
   * other.
   */
  Optional<Registration> byIssuer(String iss) {
    String wanted = withoutTrailingSlash(iss);
    return byId.values().stream().filter(one -> one.ehr().issuer().equals(wanted)).findFirst();
  }

  private Registration register(Entry entry, List<HelpLine> everywhere) {
    String issuer = withoutTrailingSlash(entry.issuer());
    requireSafe(entry.id(), URI.create(issuer));
    if (entry.clientAuthentication() == LaunchProperties.ClientAuthentication.CLIENT_SECRET_BASIC
        && entry.clientSecret() == null) {
      throw new IllegalStateException("EHR " + entry.id() + " needs a client-secret");
    }
    var ehr =
        new Ehr(
            entry.id(),
            entry.name() == null ? entry.id() : entry.name(),
            issuer,
            entry.record() == null ? entry.id() : entry.record(),
            entry.frameAncestors(),
            entry.noteType(),
            entry.visitNoteType(),
            entry.urgentPhone(),
            entry.helpLines() == null ? everywhere : entry.helpLines(),
            Map.of(
                "Observation", entry.write().observation(),
                "Provenance", entry.write().provenance(),
                "QuestionnaireResponse", entry.write().questionnaireResponse(),
                "DocumentReference", entry.write().documentReference(),
                "Communication", entry.write().communication(),
                "Goal", entry.write().goal()));
    return new Registration(
        ehr, entry, withoutTrailingSlash(publicUrl.toString()) + "/callback/" + entry.id());
  }

  private static void requireSafe(String id, URI issuer) {
    boolean loopback = "localhost".equals(issuer.getHost()) || "127.0.0.1".equals(issuer.getHost());
    boolean safe =
        issuer.getHost() != null
            && issuer.getQuery() == null
            && ("https".equals(issuer.getScheme())
                || ("http".equals(issuer.getScheme()) && loopback));
    if (!safe) {
      throw new IllegalStateException(
          "The issuer of EHR " + id + " must be an https URL (http only on loopback)");
    }
  }

  private static String withoutTrailingSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
