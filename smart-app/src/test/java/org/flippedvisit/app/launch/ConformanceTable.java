package org.flippedvisit.app.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.fixtures.fakeehr.Quirk;

/**
 * {@code docs/conformance.md}, held against the tests that there are.
 *
 * @param text of the file
 */
record ConformanceTable(String text) {
  /** Every id of SMART App Launch 2.2's client obligations, as numbered for this app. */
  static final Set<String> IDS = ids();

  private static final Pattern TEST = Pattern.compile("`(\\w+#\\w+)`");
  private static final Pattern FIRST_CELL = Pattern.compile("\\| `?([A-Z0-9_-]+)`? \\|");
  private static final Pattern NAMED_AFTER_AN_ID = Pattern.compile("\\w+#c(\\d\\d)[A-Z]\\w*");

  /**
   * What is wrong with the table.
   *
   * @param tests every test of the app, as {@code Class#method}
   */
  List<String> problems(Set<String> tests) {
    var problems = new ArrayList<String>();
    Map<String, Set<String>> rows = rows();
    named().stream()
        .filter(test -> !tests.contains(test))
        .forEach(test -> problems.add("there is no test " + test));
    Stream.concat(IDS.stream(), Stream.of(Quirk.values()).map(Quirk::name))
        .filter(id -> !rows.containsKey(id))
        .forEach(id -> problems.add("there is no row for " + id));
    rows.forEach(
        (id, named) -> {
          if (named.isEmpty() && !text.contains("| " + id + " | does not apply, because ")) {
            problems.add("there is no test for " + id);
          }
        });
    for (String test : tests) {
      var id = NAMED_AFTER_AN_ID.matcher(test);
      if (id.matches() && !rows.getOrDefault("C-" + id.group(1), Set.of()).contains(test)) {
        problems.add(test + " is not in its row");
      }
    }
    return problems;
  }

  /** Every test that the text names, as {@code Class#method}. */
  Set<String> named() {
    var named = new TreeSet<String>();
    TEST.matcher(text).results().forEach(test -> named.add(test.group(1)));
    return named;
  }

  /** The tests of each row that begins with an id or a quirk. */
  private Map<String, Set<String>> rows() {
    var rows = new TreeMap<String, Set<String>>();
    for (String line : text.split("\n", -1)) {
      var first = FIRST_CELL.matcher(line);
      if (first.lookingAt()) {
        rows.put(first.group(1), new ConformanceTable(line).named());
      }
    }
    return rows;
  }

  private static Set<String> ids() {
    var ids = new TreeSet<String>();
    int[][] sections = {
      {1, 7}, {10, 13}, {20, 24}, {30, 38}, {40, 43}, {50, 53}, {60, 64}, {70, 72}, {80, 83},
      {90, 92}, {95, 95}
    };
    for (int[] section : sections) {
      for (int id = section[0]; id <= section[1]; id++) {
        ids.add(String.format(Locale.ROOT, "C-%02d", id));
      }
    }
    return ids;
  }
}
