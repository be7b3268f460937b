package org.flippedvisit.app.ehr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Map<String, Map<String, Set<TypeRestfulInteraction>>> known =
      new ConcurrentHashMap<>();

  Capabilities(FhirClients clients) {
    this.clients = clients;
  }

  boolean mayCreate(Launch launch, String resourceType) {
    return of(launch)
        .map(
            types ->
                types.getOrDefault(resourceType, Set.of()).contains(TypeRestfulInteraction.CREATE))
        .orElse(true);
  }

  private Optional<Map<String, Set<TypeRestfulInteraction>>> of(Launch launch) {
    var types = known.get(launch.ehr().id());
    if (types == null) {
      try {
        types =
            read(
                clients.ask(
                    launch,
                    new RequestId(),
                    fhir -> fhir.capabilities().ofType(CapabilityStatement.class).execute()));
      } catch (RuntimeException unreadable) {
        LOG.warn(
            "fhir.metadata.unreadable ehr={} kind={}",
            launch.ehr().id(),
            unreadable.getClass().getSimpleName());
        return Optional.empty();
      }
      known.put(launch.ehr().id(), types);
    }
    return Optional.of(types);
  }

  private static Map<String, Set<TypeRestfulInteraction>> read(CapabilityStatement statement) {
    var types = new HashMap<String, Set<TypeRestfulInteraction>>();
    for (var rest : statement.getRest()) {
      for (var resource : rest.getResource()) {
        var interactions = types.computeIfAbsent(resource.getType(), type -> new HashSet<>());
        resource.getInteraction().forEach(one -> interactions.add(one.getCode()));
      }
    }
    return types;
  }
}
