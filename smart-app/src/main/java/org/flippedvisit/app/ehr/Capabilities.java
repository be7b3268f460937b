package org.flippedvisit.app.ehr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.flippedvisit.app.launch.Launch;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What an EHR says it takes, from its CapabilityStatement, fetched once for each EHR. An EHR whose
 * statement cannot be read is taken at its scopes' word: the write itself will tell.
 */
@Component
final class Capabilities {
  private static final Logger LOG = LoggerFactory.getLogger(Capabilities.class);

  private final FhirClients clients;
  private final Map<String, CompletableFuture<Optional<Map<String, Type>>>> known =
      new ConcurrentHashMap<>();

  Capabilities(FhirClients clients) {
    this.clients = clients;
  }

  /**
   * What it says of one resource type.
   *
   * @param isStoredOnce {@code conditionalCreate}: a second create of the same thing makes no
   *     second resource
   */
  private record Type(Set<TypeRestfulInteraction> interactions, boolean isStoredOnce) {
    static final Type NOTHING = new Type(Set.of(), false);
  }

  boolean mayCreate(Launch launch, String resourceType) {
    return may(launch, resourceType, TypeRestfulInteraction.CREATE);
  }

  boolean mayUpdate(Launch launch, String resourceType) {
    return may(launch, resourceType, TypeRestfulInteraction.UPDATE);
  }

  /** False also where nothing is known: it is a promise or it is none. */
  boolean isStoredOnce(Launch launch, String resourceType) {
    return of(launch)
        .map(types -> types.getOrDefault(resourceType, Type.NOTHING).isStoredOnce())
        .orElse(false);
  }

  private boolean may(Launch launch, String resourceType, TypeRestfulInteraction interaction) {
    return of(launch)
        .map(
            types ->
                types.getOrDefault(resourceType, Type.NOTHING).interactions().contains(interaction))
        .orElse(true);
  }

  /** Fetched once although many ask at the same time; asked for again where it failed. */
  private Optional<Map<String, Type>> of(Launch launch) {
    var mine = new CompletableFuture<Optional<Map<String, Type>>>();
    var fetching = known.putIfAbsent(launch.ehr().id(), mine);
    if (fetching != null) {
      return fetching.join();
    }
    Optional<Map<String, Type>> statement = fetch(launch);
    if (statement.isEmpty()) {
      known.remove(launch.ehr().id(), mine);
    }
    mine.complete(statement);
    return statement;
  }

  private Optional<Map<String, Type>> fetch(Launch launch) {
    try {
      return Optional.of(
          read(
              clients.ask(
                  launch,
                  new RequestId(),
                  fhir -> fhir.capabilities().ofType(CapabilityStatement.class).execute())));
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "fhir.metadata.unreadable ehr={} kind={}",
          launch.ehr().id(),
          unreadable.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static Map<String, Type> read(CapabilityStatement statement) {
    var types = new HashMap<String, Type>();
    for (var rest : statement.getRest()) {
      for (var resource : rest.getResource()) {
        var interactions = new HashSet<TypeRestfulInteraction>();
        resource.getInteraction().forEach(one -> interactions.add(one.getCode()));
        types.merge(
            resource.getType(),
            new Type(interactions, resource.getConditionalCreate()),
            Capabilities::both);
      }
    }
    return types;
  }

  /** Where a statement names a type twice. */
  private static Type both(Type one, Type other) {
    var interactions = new HashSet<>(one.interactions());
    interactions.addAll(other.interactions());
    return new Type(interactions, one.isStoredOnce() || other.isStoredOnce());
  }
}
