package org.flippedvisit.app.ui;

import static java.util.stream.Collectors.toCollection;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The app's sources, parsed by the compiler's own parser: which translation keys they name, and
 * which words they show without one.
 */
final class UiSources {
  private static final Pattern KEY = Pattern.compile("[a-z-]+(\\.[A-Za-z_-]+)+");
  private static final Pattern PREFIX = Pattern.compile("[a-z-]+(\\.[a-z-]+)*\\.");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** Methods whose text a person sees or hears. */
  private static final Set<String> SHOWING =
      Set.of(
          "setText",
          "setLabel",
          "setTitle",
          "setPlaceholder",
          "setHelperText",
          "setErrorMessage",
          "setAriaLabel",
          "setSummaryText",
          "setHeaderTitle",
          "setTooltipText");

  /** Components that show the text they are made with. */
  private static final Set<String> SHOWN =
      Set.of(
          "Anchor",
          "Button",
          "Checkbox",
          "DatePicker",
          "Details",
          "H1",
          "H2",
          "H3",
          "H4",
          "ListItem",
          "NativeLabel",
          "Notification",
          "Paragraph",
          "Pre",
          "RadioButtonGroup",
          "Select",
          "Span",
          "Text",
          "TextArea",
          "TextField",
          "Words");

  private final Set<String> literals = new TreeSet<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<String> untranslated = new ArrayList<>();

  private UiSources() {}

  /** A translation asked for by its whole key, with so many arguments. */
  record Call(String file, String key, int arguments) {}

  static UiSources ofMainCode() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      return read(
          compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** One source given as text. */
  static UiSources of(String source) {
    return read(
        List.of(
            new SimpleJavaFileObject(
                URI.create("planted:///Planted.java"), JavaFileObject.Kind.SOURCE) {
              @Override
              public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
              }
            }));
  }

  private static UiSources read(Iterable<? extends JavaFileObject> files) {
    var sources = new UiSources();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
    try {
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri().getPath());
        String file = String.valueOf(path.getFileName());
        sources.new Reader(file).scan(unit, null);
      }
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return sources;
  }

  /** Every whole key that is named anywhere. */
  Set<String> keys(Set<String> namespaces) {
    Set<String> keys = matching(KEY, namespaces);
    calls.forEach(call -> keys.add(call.key()));
    return keys;
  }

  /** Every beginning of a key that is put together at run time. */
  Set<String> prefixes(Set<String> namespaces) {
    return matching(PREFIX, namespaces);
  }

  List<Call> calls() {
    return calls;
  }

  /** Words that would be shown as they stand in the source, with the file they stand in. */
  List<String> untranslated() {
    return untranslated;
  }

  private Set<String> matching(Pattern shape, Set<String> namespaces) {
    return literals.stream()
        .filter(literal -> shape.matcher(literal).matches())
        .filter(literal -> namespaces.contains(literal.split("\\.", 2)[0]))
        .collect(toCollection(TreeSet::new));
  }

  private final class Reader extends TreeScanner<Void, Void> {
    private final String file;

    Reader(String file) {
      this.file = file;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (literal.getValue() instanceof String text) {
        literals.add(text);
      }
      return super.visitLiteral(literal, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      String method = lastName(call.getMethodSelect());
      if (method.equals("getTranslation")) {
        rememberCall(call.getArguments());
      } else if (SHOWING.contains(method)
          || call.getMethodSelect().toString().equals("Notification.show")) {
        call.getArguments().forEach(this::rememberUntranslated);
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
      if (SHOWN.contains(lastName(made.getIdentifier()))) {
        made.getArguments().forEach(this::rememberUntranslated);
      }
      return super.visitNewClass(made, null);
    }

    /** The key may come after a locale; the rest are the message's arguments. */
    private void rememberCall(List<? extends ExpressionTree> arguments) {
      for (int i = 0; i < Math.min(2, arguments.size()); i++) {
        List<String> keys = texts(arguments.get(i));
        if (!keys.isEmpty() && !isPutTogether(arguments.get(i))) {
          int following = arguments.size() - i - 1;
          keys.forEach(key -> calls.add(new Call(file, key, following)));
          return;
        }
      }
    }

    private void rememberUntranslated(ExpressionTree shown) {
      texts(shown).stream()
          .filter(text -> LETTER.matcher(text).find())
          .forEach(text -> untranslated.add(file + ": " + text));
    }

    /**
     * The literals an expression can yield; what a method makes of its arguments is not looked at.
     */
    private static List<String> texts(ExpressionTree expression) {
      return switch (expression) {
        case LiteralTree literal ->
            literal.getValue() instanceof String text ? List.of(text) : List.of();
        case ParenthesizedTree inner -> texts(inner.getExpression());
        case ConditionalExpressionTree either ->
            both(either.getTrueExpression(), either.getFalseExpression());
        case BinaryTree joined when joined.getKind() == Tree.Kind.PLUS ->
            both(joined.getLeftOperand(), joined.getRightOperand());
        default -> List.of();
      };
    }

    private static List<String> both(ExpressionTree one, ExpressionTree other) {
      return Stream.concat(texts(one).stream(), texts(other).stream()).toList();
    }

    private static boolean isPutTogether(ExpressionTree expression) {
      return expression instanceof BinaryTree;
    }

    private static String lastName(Tree name) {
      return switch (name) {
        case IdentifierTree simple -> simple.getName().toString();
        case MemberSelectTree qualified -> qualified.getIdentifier().toString();
        case ParameterizedTypeTree generic -> lastName(generic.getType());
        default -> "";
      };
    }
  }
}
