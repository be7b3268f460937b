package org.flippedvisit.app.ledger;

import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Whose words, who typed them, and at which visit; becomes a Provenance beside what is written.
 *
 * @param visit null when the launch has no encounter, or it could not be read
 */
public record Attribution(Author saidBy, Author recordedBy, @Nullable Visit visit) {

  /**
   * Nobody writes in another's name: what is recorded is recorded by who signed in, and on the
   * person's side of the table everybody speaks for themselves.
   *
   * @throws NotForThisRole before anything was kept or sent
   */
  public void requireBy(Launch launch) {
    String signedIn = launch.fhirUser().reference();
    boolean isOwn =
        signedIn.equals(recordedBy.reference())
            && (launch.role().isStaff() || signedIn.equals(saidBy.reference()));
    if (!isOwn) {
      throw new NotForThisRole();
    }
  }
}
