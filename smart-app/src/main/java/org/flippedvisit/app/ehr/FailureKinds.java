package org.flippedvisit.app.ehr;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.client.exceptions.NonFhirResponseException;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.http.conn.ConnectTimeoutException;
import org.flippedvisit.app.ehr.Reading.Failure;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.AccessTokens.SignInEnded;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells HAPI's exceptions apart, by type and not by status: a dropped connection reports status 500
 * (measured with HAPI 8.8.1). Logs the kind only; messages of the EHR may hold anything.
 */
final class FailureKinds {
  private static final Logger LOG = LoggerFactory.getLogger(FailureKinds.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int PRECONDITION_FAILED = 412;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;

  private FailureKinds() {}

  static <T> Reading<T> ofRead(String resourceType, RuntimeException failed) {
    LOG.warn("fhir.read.failed type={} kind={}", resourceType, kind(failed));
    if (failed instanceof ForbiddenOperationException) {
      return new Reading.NotPermitted<>();
    }
    return new Reading.Failed<>(failure(failed));
  }

  private static Failure failure(RuntimeException failed) {
    if (has(failed, SignInEnded.class) || failed instanceof AuthenticationException) {
      return Failure.SIGN_IN_ENDED;
    }
    if (has(failed, ForeignOrigin.class)
        || failed instanceof NonFhirResponseException
        || has(failed, DataFormatException.class)) {
      return Failure.BROKEN_ANSWER;
    }
    if (has(failed, SocketTimeoutException.class) || has(failed, ConnectTimeoutException.class)) {
      return Failure.TOO_SLOW;
    }
    if (failed instanceof FhirClientConnectionException) {
      return Failure.UNREACHABLE;
    }
    return failed instanceof BaseServerResponseException answered
            && answered.getStatusCode() == TOO_MANY_REQUESTS
        ? Failure.TOO_BUSY
        : Failure.EHR_ERROR;
  }

  static WriteOutcome ofWrite(String resourceType, RuntimeException failed) {
    LOG.warn("fhir.write.failed type={} kind={}", resourceType, kind(failed));
    if (has(failed, SignInEnded.class)) {
      return new WriteOutcome.Rejected(Why.SIGN_IN_ENDED, 0);
    }
    if (has(failed, ForeignOrigin.class)) {
      return new WriteOutcome.Rejected(Why.NOT_ACCEPTED, 0);
    }
    if (failed instanceof FhirClientConnectionException) {
      boolean neverLeft =
          has(failed, ConnectException.class)
              || has(failed, ConnectTimeoutException.class)
              || has(failed, UnknownHostException.class)
              || has(failed, NoRouteToHostException.class);
      return neverLeft ? new WriteOutcome.Rejected(Why.UNREACHABLE, 0) : new WriteOutcome.Unknown();
    }
    return failed instanceof BaseServerResponseException answered
            && !(failed instanceof NonFhirResponseException)
            && !saysItIsThere(answered)
        ? ofStatus(answered.getStatusCode())
        : new WriteOutcome.Unknown();
  }

  /**
   * A refusal because the same is there already: more than one match of a conditional create (412),
   * or issue type {@code duplicate}. An earlier attempt may have been this one.
   */
  private static boolean saysItIsThere(BaseServerResponseException refused) {
    return refused.getStatusCode() == PRECONDITION_FAILED
        || (refused.getOperationOutcome() instanceof OperationOutcome outcome
            && outcome.getIssue().stream().anyMatch(one -> one.getCode() == IssueType.DUPLICATE));
  }

  private static WriteOutcome ofStatus(int status) {
    if (status == NOT_IMPLEMENTED) {
      return new WriteOutcome.Rejected(Why.NOT_TAKEN_HERE, status);
    }
    if (status >= FIRST_SERVER_ERROR || status < 400) {
      return new WriteOutcome.Unknown();
    }
    Why why =
        switch (status) {
          case 401 -> Why.SIGN_IN_ENDED;
          case 403 -> Why.NOT_PERMITTED;
          case 404, 405 -> Why.NOT_TAKEN_HERE;
          case 409 -> Why.CONFLICT;
          case TOO_MANY_REQUESTS -> Why.TOO_BUSY;
          default -> Why.NOT_ACCEPTED;
        };
    return new WriteOutcome.Rejected(why, status);
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> cause) {
    for (Throwable one = failed; one != null; one = one.getCause()) {
      if (cause.isInstance(one)) {
        return true;
      }
    }
    return false;
  }

  private static String kind(RuntimeException failed) {
    return failed instanceof BaseServerResponseException answered
        ? failed.getClass().getSimpleName() + "/" + answered.getStatusCode()
        : failed.getClass().getSimpleName();
  }
}
