package org.flippedvisit.fhir.provenance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.StringType;

/** A name as one line. */
public final class PersonNameMapper {
  private PersonNameMapper() {}

  /** The official name, else the first that is not an old one, else any. */
  public static Optional<HumanName> current(List<HumanName> names) {
    return names.stream()
        .filter(name -> name.getUse() == NameUse.OFFICIAL)
        .findFirst()
        .or(() -> names.stream().filter(PersonNameMapper::isCurrent).findFirst())
        .or(() -> names.stream().findFirst());
  }

  /** {@code HumanName.text}, else its parts in order; empty when it says nothing. */
  public static Optional<String> oneLine(HumanName name) {
    if (name.hasText() && !name.getText().isBlank()) {
      return Optional.of(name.getText());
    }
    String line =
        Stream.of(
                strings(name.getPrefix()),
                strings(name.getGiven()),
                Stream.ofNullable(name.getFamily()),
                strings(name.getSuffix()))
            .flatMap(part -> part)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static boolean isCurrent(HumanName name) {
    return name.getUse() != NameUse.OLD && name.getUse() != NameUse.MAIDEN;
  }

  private static Stream<String> strings(List<StringType> parts) {
    return parts.stream().map(StringType::getValue).filter(part -> part != null);
  }
}
