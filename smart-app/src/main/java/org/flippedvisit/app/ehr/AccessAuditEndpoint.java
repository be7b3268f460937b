package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.flippedvisit.app.audit.AuditStore;
import org.flippedvisit.app.audit.AuditStore.Selection;
import org.flippedvisit.fhir.audit.AccessEvent;
import org.flippedvisit.fhir.audit.AccessEventMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.env.Environment;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The access audit as FHIR AuditEvents, one a line ({@code application/fhir+ndjson}), in the order
 * in which they were written. Off unless a site switches it on, and then only on a management port:
 * the public port asks nobody who they are.
 */
@Component
@WebEndpoint(id = "accessaudit", defaultAccess = Access.NONE)
public final class AccessAuditEndpoint {
  private static final EndpointId ID = EndpointId.of("accessaudit");

  /** Lines held in memory at once. */
  private static final int PAGE = 500;

  private final AuditStore store;
  private final FhirContext fhir;
  private final String appUrl;

  AccessAuditEndpoint(
      AuditStore store,
      FhirContext fhir,
      EndpointAccessResolver access,
      Environment environment,
      @Value("${flipped-visit.public-url}") String appUrl) {
    if (access.accessFor(ID, Access.NONE) != Access.NONE
        && ManagementPortType.get(environment) == ManagementPortType.SAME) {
      throw new IllegalStateException(
          "accessaudit is never served on the public port: set management.server.port");
    }
    this.store = store;
    this.fhir = fhir;
    this.appUrl = appUrl;
  }

  /**
   * The lines, read page by page while they are sent.
   *
   * @param from first moment; from the beginning when left out
   * @param to first moment no longer meant; to the end when left out
   * @param record one record's only: patient ids are unique within a record
   * @param patient one patient id's only
   */
  @ReadOperation(produces = "application/fhir+ndjson")
  public Resource lines(
      @Nullable OffsetDateTime from,
      @Nullable OffsetDateTime to,
      @Nullable String record,
      @Nullable String patient) {
    return new InputStreamResource(
        new SequenceInputStream(
            new Pages(
                new Selection(
                    from == null ? null : from.toInstant(),
                    to == null ? null : to.toInstant(),
                    record,
                    patient))));
  }

  /** Reads the next page when the one before is used up. */
  private final class Pages implements Enumeration<InputStream> {
    private final Selection which;
    private List<AccessEvent> next;

    Pages(Selection which) {
      this.which = which;
      next = store.page(which, 0, PAGE);
    }

    @Override
    public boolean hasMoreElements() {
      return !next.isEmpty();
    }

    @Override
    public InputStream nextElement() {
      if (next.isEmpty()) {
        throw new NoSuchElementException();
      }
      byte[] lines = encode(next);
      next = store.page(which, Long.parseLong(next.getLast().id()), PAGE);
      return new ByteArrayInputStream(lines);
    }
  }

  private byte[] encode(List<AccessEvent> lines) {
    var text = new StringBuilder();
    for (AccessEvent line : lines) {
      text.append(
              fhir.newJsonParser().encodeResourceToString(AccessEventMapper.toFhir(line, appUrl)))
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
