package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.audit.AuditTrail.NotAudited;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.flippedvisit.app.launch.SignIn.SignedIn;
import org.flippedvisit.app.launch.SignedInLookup.StaffRole;
import org.springframework.stereotype.Component;

/**
 * Decides in which role a person who signed in has come: from the type of {@code fhirUser}, from
 * PractitionerRole where the site named the codes of its medical assistants, and from {@code
 * intent}; never from the path.
 */
@Component
final class Arrivals {
  private final Launches launches;
  private final LaunchEnd end;
  private final Ehrs ehrs;
  private final SignedInLookup lookup;
  private final AuditTrail audit;

  Arrivals(Launches launches, LaunchEnd end, Ehrs ehrs, SignedInLookup lookup, AuditTrail audit) {
    this.launches = launches;
    this.end = end;
    this.ehrs = ehrs;
    this.lookup = lookup;
    this.audit = audit;
  }

  /**
   * Opens the launch for a browser session, with its role settled.
   *
   * @throws LaunchRefused when nobody can say who this is, or it could not be written down who
   *     came; the launch is over then
   */
  Launch open(HttpSession session, SignedIn signedIn) {
    Launch provisional = signedIn.launch();
    launches.open(provisional, signedIn.tokens());
    try {
      Launch settled = settle(provisional, signedIn.intent());
      if (launches.tokens(settled.id()).isEmpty()) { // a token renewed meanwhile ended it
        throw new LaunchRefused(Reason.SIGN_IN_INVALID);
      }
      writeDown(settled);
      launches.add(session, settled, signedIn.tokens());
      return settled;
    } catch (LaunchRefused refused) {
      end.end(provisional, LaunchEnd.Why.SIGN_IN_ENDED);
      throw refused;
    }
  }

  /** Nobody goes in without a line in the audit. */
  private void writeDown(Launch launch) {
    try {
      audit.launched(launch.auditSubject());
    } catch (NotAudited down) {
      throw new LaunchRefused(Reason.NOT_RECORDED, down);
    }
  }

  private Launch settle(Launch launch, String intent) {
    Launch as = launch.fhirUser().type().equals("Person") ? launch.by(linked(launch)) : launch;
    return switch (as.fhirUser().type()) {
      case "Patient" ->
          as.in(as.fhirUser().id().equals(as.patientId()) ? Role.PATIENT : Role.PROXY);
      case "RelatedPerson" -> as.in(Role.PROXY);
      default -> staff(as, intent);
    };
  }

  /** A patient's own record first: a Person may be a patient here and a colleague too. */
  private FhirUser linked(Launch launch) {
    List<FhirUser> all = lookup.linkedTo(launch);
    var self = new FhirUser("Patient", launch.patientId());
    Optional<FhirUser> chosen =
        all.contains(self)
            ? Optional.of(self)
            : List.of("RelatedPerson", "Patient", "Practitioner", "PractitionerRole").stream()
                .flatMap(type -> all.stream().filter(one -> one.type().equals(type)))
                .findFirst();
    return chosen.orElseThrow(() -> new LaunchRefused(Reason.USER_UNKNOWN));
  }

  private Launch staff(Launch launch, String intent) {
    List<String> assistants =
        ehrs.byId(launch.ehr().id())
            .map(at -> at.entry().medicalAssistantCodes())
            .orElse(List.of());
    boolean isRole = launch.fhirUser().type().equals("PractitionerRole");
    StaffRole role =
        isRole || !assistants.isEmpty() ? lookup.staffRole(launch) : new StaffRole(null, Set.of());
    boolean isAssistant =
        intent.equals("rooming")
            || assistants.stream()
                .anyMatch(wanted -> role.codes().stream().anyMatch(code -> is(code, wanted)));
    FhirUser person = role.practitioner();
    return (isRole && person != null ? launch.by(person) : launch)
        .in(isAssistant ? Role.MEDICAL_ASSISTANT : Role.CLINICIAN);
  }

  /** A code configured without its system fits any system. */
  private static boolean is(String code, String wanted) {
    return wanted.contains("|") ? code.equals(wanted) : code.endsWith("|" + wanted);
  }
}
