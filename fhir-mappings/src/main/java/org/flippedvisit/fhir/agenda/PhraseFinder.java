package org.flippedvisit.fhir.agenda;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds words and phrases in what people wrote: whole words, whatever their case, accents and
 * apostrophes, in any of the app's languages at once. It understands nothing, not even "not".
 */
final class PhraseFinder {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}'’]+");

  private final Map<String, List<Phrase>> byFirstWord;

  private PhraseFinder(Map<String, List<Phrase>> byFirstWord) {
    this.byFirstWord = byFirstWord;
  }

  private record Phrase(List<String> words, String meaning) {}

  private record Word(String plain, int from, int to) {}

  /**
   * A phrase in a text.
   *
   * @param meaning what it was listed for
   * @param asWritten the words as they stand in the text
   */
  record Found(String meaning, String asWritten) {}

  /**
   * Makes a finder.
   *
   * @param phrasesOfMeanings for each meaning its phrases
   * @throws IllegalStateException if a phrase has no word
   */
  static PhraseFinder of(Map<String, List<String>> phrasesOfMeanings) {
    var byFirstWord = new HashMap<String, List<Phrase>>();
    phrasesOfMeanings.forEach(
        (meaning, phrases) -> {
          for (String phrase : phrases) {
            List<String> words = words(phrase).stream().map(Word::plain).toList();
            if (words.isEmpty()) {
              throw new IllegalStateException("a phrase of " + meaning + " has no word");
            }
            byFirstWord
                .computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
                .add(new Phrase(words, meaning));
          }
        });
    return new PhraseFinder(byFirstWord);
  }

  /** Everything that is in the text, in the text's order. */
  List<Found> in(String text) {
    List<Word> words = words(text);
    var found = new ArrayList<Found>();
    for (int at = 0; at < words.size(); at++) {
      for (Phrase phrase : byFirstWord.getOrDefault(words.get(at).plain(), List.of())) {
        int end = at + phrase.words().size();
        boolean isHere =
            end <= words.size()
                && words.subList(at, end).stream().map(Word::plain).toList().equals(phrase.words());
        if (isHere) {
          found.add(
              new Found(
                  phrase.meaning(), text.substring(words.get(at).from(), words.get(end - 1).to())));
        }
      }
    }
    return found;
  }

  private static List<Word> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(PhraseFinder::word)
        .filter(word -> !word.plain().isEmpty())
        .toList();
  }

  private static Word word(MatchResult match) {
    String plain =
        Normalizer.normalize(match.group(), Normalizer.Form.NFD)
            .replaceAll("[\\p{M}'’]", "")
            .toLowerCase(Locale.ROOT);
    return new Word(plain, match.start(), match.end());
  }
}
