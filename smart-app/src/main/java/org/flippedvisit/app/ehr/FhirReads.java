package org.flippedvisit.app.ehr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.ehr.Reading.Gap;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * FHIR searches for one launch: in parallel, bounded, off the UI thread. Whatever comes back about
 * another patient is dropped and reported, never shown.
 */
@Component
public final class FhirReads implements DisposableBean {
  /**
   * An EHR whose next links never end is not followed for ever; the page says that there is more.
   */
  private static final int MOST_PAGES = 100;

  private final FhirClients clients;
  private final AuditTrail audit;
  private final EhrProperties properties;
  private final EhrDoors doors;
  private final LinkedTexts texts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FhirReads(
      FhirClients clients,
      AuditTrail audit,
      EhrProperties properties,
      EhrDoors doors,
      LinkedTexts texts) {
    this.clients = clients;
    this.audit = audit;
    this.properties = properties;
    this.doors = doors;
    this.texts = texts;
  }

  /** What was fetched, before it is mapped. */
  private record Fetched(List<Resource> resources, List<MappingIssue> issues, boolean isCut) {}

  /**
   * Searches and maps.
   *
   * @param fromFhir a mapper's {@code fromFhir}, as a method reference
   * @return never completes exceptionally
   */
  public <T> CompletableFuture<Reading<T>> search(
      Launch launch, FhirQuery query, Function<List<Resource>, Mapped<T>> fromFhir) {
    return search(launch, List.of(query), fromFhir);
  }

  /**
   * As above, with the answers of several searches mapped together. Where some of them give nothing
   * the rest is shown, with the gaps named; where all of them fail, so does the reading.
   */
  public <T> CompletableFuture<Reading<T>> search(
      Launch launch, List<FhirQuery> queries, Function<List<Resource>, Mapped<T>> fromFhir) {
    return search(launch, queries, List::of, fromFhir);
  }

  /**
   * As above, where some searches are only known after asking for something: they do not keep the
   * others waiting.
   *
   * @param more blocking; called on a thread of its own
   */
  public <T> CompletableFuture<Reading<T>> search(
      Launch launch,
      List<FhirQuery> queries,
      Supplier<List<FhirQuery>> more,
      Function<List<Resource>, Mapped<T>> fromFhir) {
    CompletableFuture<List<Part>> first = fetchAll(launch, queries);
    return CompletableFuture.supplyAsync(more, threads)
        .thenCompose(others -> fetchAll(launch, others))
        .thenCombine(first, (last, parts) -> Stream.concat(parts.stream(), last.stream()).toList())
        .thenApply(
            all ->
                together(
                    all.stream().map(Part::query).toList(),
                    all.stream().map(Part::reading).toList(),
                    fromFhir));
  }

  /** One search and what became of it. */
  private record Part(FhirQuery query, Reading<Fetched> reading) {}

  private CompletableFuture<List<Part>> fetchAll(Launch launch, List<FhirQuery> queries) {
    var parts =
        queries.stream()
            .map(
                query ->
                    CompletableFuture.supplyAsync(
                        () -> new Part(query, fetch(launch, query)), threads))
            .toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(all -> parts.stream().map(CompletableFuture::join).toList());
  }

  private static <T> Reading<T> together(
      List<FhirQuery> queries,
      List<Reading<Fetched>> parts,
      Function<List<Resource>, Mapped<T>> fromFhir) {
    var resources = new LinkedHashMap<String, Resource>();
    var issues = new ArrayList<MappingIssue>();
    var gaps = new ArrayList<Gap>();
    boolean isCut = false;
    for (int part = 0; part < parts.size(); part++) {
      if (parts.get(part) instanceof Reading.Found<Fetched> found) {
        for (Resource one : found.value().resources()) {
          // Some EHRs repeat a resource on the next page.
          resources.putIfAbsent(key(one, resources.size()), one);
        }
        issues.addAll(found.value().issues());
        isCut |= found.value().isCut();
      } else {
        gaps.add(new Gap(queries.get(part).resourceType(), parts.get(part)));
      }
    }
    if (gaps.size() == parts.size()) {
      return gaps.getFirst().why() instanceof Reading.Failed<?> failed
          ? new Reading.Failed<>(failed.failure())
          : new Reading.NotPermitted<>();
    }
    Mapped<T> mapped = fromFhir.apply(List.copyOf(resources.values()));
    issues.addAll(mapped.issues());
    return new Reading.Found<>(mapped.value(), issues, isCut, gaps);
  }

  private static String key(Resource resource, int position) {
    String id = resource.getIdElement().getIdPart();
    return resource.fhirType() + "/" + (id == null ? "#" + position : id);
  }

  private Reading<Fetched> fetch(Launch launch, FhirQuery query) {
    if (!launch.scopes().maySearch(query.resourceType())
        && !launch.scopes().mayRead(query.resourceType())) {
      return new Reading.NotPermitted<>();
    }
    var id = new RequestId();
    Reading<Fetched> reading;
    try {
      reading = doors.inside(launch, () -> pages(launch, query, id));
    } catch (RuntimeException failed) {
      reading = FailureKinds.ofRead(query.resourceType(), failed);
    }
    boolean isAudited =
        audit.searched(
            launch.auditSubject(),
            query.resourceType(),
            AuditOutcome.of(reading),
            SearchUrl.forAudit(query),
            id.value());
    if (reading instanceof Reading.Found<Fetched> found) {
      if (!isAudited) {
        return new Reading.Failed<>(Reading.Failure.NOT_AUDITED);
      }
      texts.bring(launch, found.value().resources());
    }
    return reading;
  }

  private Reading<Fetched> pages(Launch launch, FhirQuery query, RequestId id) {
    var resources = new ArrayList<Resource>();
    var issues = new ArrayList<MappingIssue>();
    String first = SearchUrl.of(query, properties.pageSize());
    Bundle page =
        clients.ask(
            launch, id, fhir -> fhir.search().byUrl(first).returnBundle(Bundle.class).execute());
    for (int pages = 1; ; pages++) {
      for (Bundle.BundleEntryComponent entry : page.getEntry()) {
        keep(launch, query, entry, resources, issues);
      }
      boolean more = page.getLink(Bundle.LINK_NEXT) != null;
      if (!more || resources.size() >= query.atMost() || pages == MOST_PAGES) {
        return Reading.Found.of(new Fetched(resources, issues, more));
      }
      Bundle before = page;
      page = clients.ask(launch, id, fhir -> fhir.loadPage().next(before).execute());
    }
  }

  private static void keep(
      Launch launch,
      FhirQuery query,
      Bundle.BundleEntryComponent entry,
      List<Resource> resources,
      List<MappingIssue> issues) {
    Resource resource = entry.getResource();
    if (resource == null) {
      issues.add(new MappingIssue(query.resourceType(), "entry", MappingIssue.Kind.UNREADABLE));
    } else if (resource.fhirType().equals("OperationOutcome")) {
      return;
    } else if (!PatientPin.isAbout(resource, launch)) {
      issues.add(new MappingIssue(resource.fhirType(), "subject", MappingIssue.Kind.OTHER_PERSON));
    } else {
      resources.add(resource);
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
