package org.flippedvisit.app.form;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.RichText;
import org.flippedvisit.fhir.form.RichText.Block;
import org.flippedvisit.fhir.form.RichText.Paragraph;
import org.flippedvisit.fhir.form.RichText.Run;

/** The text of an item as a name, as a heading, and what there is of it beyond. */
record QuestionWords(FormItem item, Locale language) {
  RichText whole() {
    RichText text = item.text(language);
    if (item.prefix().isBlank() || text.blocks().isEmpty()) {
      return text;
    }
    return new RichText(
        Stream.concat(RichText.plain(item.prefix()).blocks().stream(), text.blocks().stream())
            .toList());
  }

  RichText none() {
    return new RichText(List.of());
  }

  /** All of its words, as a screen reader says them. */
  String name() {
    return prefixed(item.text(language).words().replace('\n', ' ').strip());
  }

  /** Its first lines, as a heading. */
  String heading() {
    List<Block> blocks = item.text(language).blocks();
    return blocks.isEmpty() ? "" : prefixed(new RichText(blocks.subList(0, 1)).words().strip());
  }

  private String prefixed(String text) {
    return item.prefix().isBlank() ? text : (item.prefix() + " " + text).strip();
  }

  /** What stands under its heading; its first lines again where they hold a link. */
  RichText more() {
    List<Block> blocks = item.text(language).blocks();
    return blocks.isEmpty() || hasLink(blocks.getFirst())
        ? item.text(language)
        : new RichText(blocks.subList(1, blocks.size()));
  }

  /** True where a label can say all of it. */
  boolean isPlain() {
    List<Block> blocks = item.text(language).blocks();
    return blocks.isEmpty()
        || (blocks.size() == 1
            && blocks.getFirst() instanceof Paragraph paragraph
            && paragraph.runs().stream().noneMatch(QuestionWords::isMarked));
  }

  private static boolean isMarked(Run run) {
    return run.isStrong() || run.isEmphasised() || run.link() != null;
  }

  private static boolean hasLink(Block block) {
    return switch (block) {
      case Paragraph paragraph -> paragraph.runs().stream().anyMatch(run -> run.link() != null);
      case RichText.Bullets bullets ->
          bullets.lines().stream().flatMap(List::stream).anyMatch(run -> run.link() != null);
    };
  }
}
