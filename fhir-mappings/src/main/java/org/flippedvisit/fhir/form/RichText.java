package org.flippedvisit.fhir.form;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text of a form with the little structure that is safe to show: made from plain text, from
 * Markdown ({@code rendering-markdown}) or from XHTML ({@code rendering-xhtml}). It has no markup
 * left in it, so nothing that a questionnaire brings along can run on a page.
 */
public record RichText(List<Block> blocks) {
  public RichText {
    blocks = List.copyOf(blocks);
  }

  /** A paragraph, or a list. */
  public sealed interface Block {}

  /** Runs of text that follow each other. */
  public record Paragraph(List<Run> runs) implements Block {
    public Paragraph {
      runs = List.copyOf(runs);
    }
  }

  /** One line each, with bullets or with numbers. */
  public record Bullets(List<List<Run>> lines, boolean isNumbered) implements Block {
    public Bullets {
      lines = lines.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Text of one kind.
   *
   * @param link where it leads, only https, http, mailto and tel; null where nowhere
   */
  public record Run(String text, boolean isStrong, boolean isEmphasised, @Nullable URI link) {}

  /** Text without any structure; line breaks stay. */
  public static RichText plain(String text) {
    return text.isBlank()
        ? new RichText(List.of())
        : new RichText(List.of(new Paragraph(List.of(new Run(text, false, false, null)))));
  }

  /** The text without structure, a line a block. */
  public String words() {
    return blocks.stream().map(RichText::words).collect(Collectors.joining("\n"));
  }

  private static String words(Block block) {
    return switch (block) {
      case Paragraph paragraph -> words(paragraph.runs());
      case Bullets bullets ->
          bullets.lines().stream().map(RichText::words).collect(Collectors.joining("\n"));
    };
  }

  private static String words(List<Run> runs) {
    return runs.stream().map(Run::text).collect(Collectors.joining());
  }
}
