package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.flippedvisit.fixtures.patients.PublicForms;
import org.junit.jupiter.api.Test;

/** The instruments that were written as FHIR here name codes of LOINC that can be. */
class LoincCodesTest {
  private static final Pattern CODE = Pattern.compile("\"(\\d+)-(\\d)\"");

  @Test
  void haveTheirCheckDigit() {
    Set<String> wrong = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (String instrument : PublicForms.instruments()) {
      CODE.matcher(PublicForms.json(instrument))
          .results()
          .filter(code -> seen.add(code.group()))
          .filter(code -> checkDigit(code.group(1)) != Integer.parseInt(code.group(2)))
          .forEach(code -> wrong.add(code.group()));
    }
    assertThat(seen).hasSizeGreaterThan(15);
    assertThat(wrong).isEmpty();
  }

  /** Mod 10 (LOINC Users' Guide, appendix C). */
  private static int checkDigit(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted / 10 + weighted % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
