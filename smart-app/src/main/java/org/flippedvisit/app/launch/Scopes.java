package org.flippedvisit.app.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes an EHR granted, in either spelling: SMART v2 {@code patient/Goal.rs} and v1 {@code
 * patient/Goal.read} (SMART App Launch 2.2, scopes: they may be fewer than asked for).
 */
public record Scopes(Set<String> granted) {
  private static final Pattern SCOPE =
      Pattern.compile("(patient|user)/([A-Za-z]+|\\*)\\.(read|write|\\*|c?r?u?d?s?)(\\?.*)?");

  public Scopes {
    granted = Set.copyOf(granted);
  }

  public static Scopes of(String spaceSeparated) {
    return new Scopes(
        Arrays.stream(spaceSeparated.split(" ", -1))
            .filter(scope -> !scope.isBlank())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Scopes in the spelling of SMART 1, for servers that know no other: {@code patient/Goal.rs} as
   * {@code patient/Goal.read}. Create and update both become {@code write}.
   */
  static List<String> inV1(List<String> scopes) {
    return scopes.stream().flatMap(Scopes::inV1).distinct().toList();
  }

  private static Stream<String> inV1(String scope) {
    Matcher parts = SCOPE.matcher(scope);
    if (!parts.matches() || List.of("read", "write", "*").contains(parts.group(3))) {
      return Stream.of(scope);
    }
    String type = parts.group(1) + "/" + parts.group(2);
    String letters = parts.group(3);
    var v1 = Stream.<String>builder();
    if (letters.contains("r") || letters.contains("s")) {
      v1.add(type + ".read");
    }
    if (letters.contains("c") || letters.contains("u") || letters.contains("d")) {
      v1.add(type + ".write");
    }
    return v1.build();
  }

  public boolean maySearch(String resourceType) {
    return allows(resourceType, 's');
  }

  public boolean mayRead(String resourceType) {
    return allows(resourceType, 'r');
  }

  public boolean mayCreate(String resourceType) {
    return allows(resourceType, 'c');
  }

  public boolean mayUpdate(String resourceType) {
    return allows(resourceType, 'u');
  }

  private boolean allows(String resourceType, char interaction) {
    return granted.stream().anyMatch(scope -> allows(scope, resourceType, interaction));
  }

  private static boolean allows(String scope, String resourceType, char interaction) {
    Matcher parts = SCOPE.matcher(scope);
    if (!parts.matches()) {
      return false;
    }
    boolean type = parts.group(2).equals("*") || parts.group(2).equals(resourceType);
    String letters =
        switch (parts.group(3)) {
          case "read" -> "rs";
          case "write" -> "cud";
          case "*" -> "cruds";
          default -> parts.group(3);
        };
    return type && letters.indexOf(interaction) >= 0;
  }
}
