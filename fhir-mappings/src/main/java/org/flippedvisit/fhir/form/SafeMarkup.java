package org.flippedvisit.fhir.form;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.flippedvisit.fhir.form.RichText.Block;
import org.flippedvisit.fhir.form.RichText.Bullets;
import org.flippedvisit.fhir.form.RichText.Run;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.hl7.fhir.utilities.xhtml.XhtmlParser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown and XHTML as {@link RichText}: the words and the little structure that is kept are taken
 * over, everything else is left behind, so there is no list of what is dangerous to keep up with.
 */
final class SafeMarkup {
  private static final Set<String> SCHEMES = Set.of("https", "http", "mailto", "tel");

  /** Elements whose words are no text of the form. */
  private static final Set<String> WITHOUT_WORDS =
      Set.of("script", "style", "template", "iframe", "object", "head", "noscript", "svg", "math");

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "li",
          "tr",
          "blockquote",
          "pre",
          "dt",
          "dd");

  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  private static final Parser MARKDOWN = Parser.builder().build();

  private SafeMarkup() {}

  /** CommonMark; raw HTML in it is dropped. */
  static RichText markdown(String text) {
    var reader = new MarkdownReader();
    MARKDOWN.parse(text).accept(reader);
    return new RichText(reader.writer.blocks());
  }

  /** Empty where it is no XHTML. */
  static Optional<RichText> xhtml(String text) {
    try {
      XhtmlNode root =
          new XhtmlParser().setMustBeWellFormed(false).parse("<div>" + text + "</div>", "div");
      var writer = new Writer();
      read(root, writer, false, false, null);
      return Optional.of(new RichText(writer.blocks()));
    } catch (RuntimeException | IOException noXhtml) {
      return Optional.empty();
    }
  }

  private static void read(
      XhtmlNode node, Writer writer, boolean isStrong, boolean isEmphasised, @Nullable URI link) {
    if (node.getNodeType() == NodeType.Text) {
      String words = node.getContent() == null ? "" : node.getContent();
      writer.add(words.replaceAll("[ \\t\\r\\n]+", " "), isStrong, isEmphasised, link);
      return;
    }
    if (node.getNodeType() == NodeType.Comment) {
      return;
    }
    String name = node.getName() == null ? "" : node.getName().toLowerCase(Locale.ROOT);
    if (WITHOUT_WORDS.contains(name)) {
      return;
    }
    if (name.equals("br")) {
      writer.add("\n", isStrong, isEmphasised, link);
      return;
    }
    if (name.equals("img") && node.getAttribute("alt") != null) {
      writer.add(node.getAttribute("alt"), isStrong, isEmphasised, link);
      return;
    }
    boolean isList = name.equals("ul") || name.equals("ol");
    if (isList) {
      writer.openList(name.equals("ol"));
    } else if (BLOCKS.contains(name)) {
      writer.endBlock();
    }
    boolean strong =
        isStrong || name.equals("b") || name.equals("strong") || HEADINGS.contains(name);
    boolean emphasised = isEmphasised || name.equals("i") || name.equals("em");
    URI target = name.equals("a") ? link(node.getAttribute("href")) : link;
    for (XhtmlNode child : node.getChildNodes()) {
      read(child, writer, strong, emphasised, target);
    }
    if (isList) {
      writer.closeList();
    } else if (BLOCKS.contains(name)) {
      writer.endBlock();
    }
  }

  /** Where a link may lead; null for every other address, javascript: and data: among them. */
  static @Nullable URI link(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      var uri = new URI(address.strip());
      String scheme = uri.getScheme();
      return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) ? uri : null;
    } catch (URISyntaxException noAddress) {
      return null;
    }
  }

  /** Collects runs into paragraphs and lines. */
  private static final class Writer {
    private final List<Block> blocks = new ArrayList<>();
    private final List<List<Run>> lines = new ArrayList<>();
    private List<Run> runs = new ArrayList<>();
    private int depth;
    private boolean isNumbered;

    void add(String words, boolean isStrong, boolean isEmphasised, @Nullable URI link) {
      if (!words.isEmpty() && !(runs.isEmpty() && words.isBlank())) {
        runs.add(new Run(words, isStrong, isEmphasised, link));
      }
    }

    void endBlock() {
      while (!runs.isEmpty() && runs.getLast().text().isBlank()) {
        runs.removeLast();
      }
      if (runs.isEmpty()) {
        return;
      }
      if (depth > 0) {
        lines.add(runs);
      } else {
        blocks.add(new RichText.Paragraph(runs));
      }
      runs = new ArrayList<>();
    }

    /** Lists in lists become one: their lines stay, and their order. */
    void openList(boolean numbered) {
      endBlock();
      if (depth == 0) {
        isNumbered = numbered;
      }
      depth++;
    }

    void closeList() {
      endBlock();
      depth--;
      if (depth == 0 && !lines.isEmpty()) {
        blocks.add(new Bullets(List.copyOf(lines), isNumbered));
        lines.clear();
      }
    }

    List<Block> blocks() {
      endBlock();
      return List.copyOf(blocks);
    }
  }

  /** What it does not visit, raw HTML above all, is left out. */
  private static final class MarkdownReader extends AbstractVisitor {
    private final Writer writer = new Writer();
    private boolean isStrong;
    private boolean isEmphasised;
    private @Nullable URI link;

    @Override
    public void visit(Text text) {
      add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      add(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
      add(code.getLiteral().strip());
      writer.endBlock();
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      add(code.getLiteral().strip());
      writer.endBlock();
    }

    @Override
    public void visit(SoftLineBreak line) {
      add(" ");
    }

    @Override
    public void visit(HardLineBreak line) {
      add("\n");
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitBlock(paragraph);
    }

    @Override
    public void visit(BlockQuote quote) {
      visitBlock(quote);
    }

    @Override
    public void visit(Heading heading) {
      boolean before = isStrong;
      isStrong = true;
      visitBlock(heading);
      isStrong = before;
    }

    @Override
    public void visit(BulletList list) {
      visitList(list, false);
    }

    @Override
    public void visit(OrderedList list) {
      visitList(list, true);
    }

    @Override
    public void visit(Emphasis emphasis) {
      boolean before = isEmphasised;
      isEmphasised = true;
      visitChildren(emphasis);
      isEmphasised = before;
    }

    @Override
    public void visit(StrongEmphasis strong) {
      boolean before = isStrong;
      isStrong = true;
      visitChildren(strong);
      isStrong = before;
    }

    @Override
    public void visit(Link target) {
      URI before = link;
      link = SafeMarkup.link(target.getDestination());
      visitChildren(target);
      link = before;
    }

    /** The words that stand for a picture. */
    @Override
    public void visit(Image image) {
      visitChildren(image);
    }

    private void visitList(ListBlock list, boolean isNumbered) {
      writer.openList(isNumbered);
      visitChildren(list);
      writer.closeList();
    }

    private void visitBlock(Node block) {
      visitChildren(block);
      writer.endBlock();
    }

    private void add(String words) {
      writer.add(words, isStrong, isEmphasised, link);
    }
  }
}
