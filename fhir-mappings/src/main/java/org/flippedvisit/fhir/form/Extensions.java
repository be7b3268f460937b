package org.flippedvisit.fhir.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Extensions by the last part of their address: SDC has moved several between its own address and
 * FHIR's, and forms of every age are about.
 */
final class Extensions {
  private final List<Extension> all;

  private Extensions(List<Extension> all) {
    this.all = all;
  }

  static Extensions of(Element element) {
    return new Extensions(element.getExtension());
  }

  static Extensions of(DomainResource resource) {
    return new Extensions(resource.getExtension());
  }

  /** {@code sdc-questionnaire-variable}, {@code questionnaire-variable} and {@code variable}. */
  static String name(Extension extension) {
    String url = extension.getUrl() == null ? "" : extension.getUrl();
    String last = url.substring(url.lastIndexOf('/') + 1);
    for (String prefix : List.of("sdc-questionnaire-", "questionnaire-")) {
      if (last.startsWith(prefix)) {
        return last.substring(prefix.length());
      }
    }
    return last;
  }

  Stream<Extension> named(String name) {
    return all.stream().filter(extension -> name(extension).equals(name));
  }

  Optional<Type> value(String name) {
    return named(name).map(Extension::getValue).filter(value -> value != null).findFirst();
  }

  boolean isTrue(String name) {
    return value(name)
        .filter(value -> value instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue()))
        .isPresent();
  }

  String text(String name) {
    return words(name).map(PrimitiveType::getValueAsString).orElse("");
  }

  Optional<PrimitiveType<?>> words(String name) {
    return value(name)
        .<PrimitiveType<?>>map(value -> value instanceof PrimitiveType<?> text ? text : null);
  }

  @Nullable Integer whole(String name) {
    return value(name)
        .map(value -> value instanceof IntegerType number ? number.getValue() : null)
        .orElse(null);
  }

  @Nullable Double decimal(String name) {
    return value(name)
        .map(
            value ->
                switch (value) {
                  case DecimalType number -> number.getValue();
                  case IntegerType number -> BigDecimal.valueOf(number.getValue());
                  default -> null;
                })
        .map(BigDecimal::doubleValue)
        .orElse(null);
  }

  /** The first code of a CodeableConcept, Coding or code. */
  String code(String name) {
    return value(name)
        .map(
            value ->
                switch (value) {
                  case CodeableConcept concept -> concept.getCodingFirstRep().getCode();
                  case Coding coding -> coding.getCode();
                  case PrimitiveType<?> code -> code.getValueAsString();
                  default -> null;
                })
        .orElse("");
  }
}
