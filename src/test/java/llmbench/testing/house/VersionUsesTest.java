package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What hangs on a version asks {@code atLeast}: code that asked for one version by name would do
 * the older thing for the next one, and nobody would notice.
 */
class VersionUsesTest {

  private static final Path CODE = Path.of("src/test/java/llmbench");

  /** Versions, and the definitions that are named by the version since which they hold. */
  private static final Set<String> COMPARED =
      Stream.of(ToolVersion.class, VllmDialect.class, EvalscopeDialect.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  /** Where each of them is defined. */
  private static final Set<String> DEFINITIONS =
      COMPARED.stream()
          .map(name -> name.substring(name.lastIndexOf('.') + 1) + ".java")
          .collect(Collectors.toSet());

  /** What a version's constant may be given to. */
  private static final Set<String> ORDERED =
      Set.of("atLeast", "since", "until", "byDefaultSince", "noDefaultSince");

  /** What it may be asked itself. */
  private static final Set<String> ASKED = Set.of("labelsSince", "labelsBefore");

  /** What would tell it from another. */
  private static final Set<String> EQUALITY = Set.of("equals", "compareTo", "ordinal", "name");

  private static final Pattern LABEL = Pattern.compile("(vllm|evalscope)-\\d");

  @Test
  void productAsksWhetherAVersionIsAtLeastOneAndNothingElse() throws IOException {
    assertThat(uses(product())).isEmpty();
  }

  @Test
  void everyOtherWayOfTellingVersionsApartIsFound(@TempDir Path folder) throws IOException {
    Path wrong = Files.writeString(folder.resolve("Wrong.java"), WRONG);
    List<String> expected = new ArrayList<>();
    int number = 0;
    for (String line : WRONG.split("\n", -1)) {
      number++;
      Matcher told = Pattern.compile("// (.+)").matcher(line);
      if (told.find()) {
        expected.add("Wrong.java:" + number + " " + told.group(1));
      }
    }
    List<String> found = uses(List.of(wrong));
    assertThat(found).hasSize(expected.size());
    assertThat(found.toString()).contains(expected);
  }

  private static final String WRONG =
      """
      import static llmbench.options.ToolVersion.VLLM_0_11;
      import java.util.List;
      import java.util.Set;
      import java.util.function.Predicate;
      import llmbench.metrics.evalscope.EvalscopeDialect;
      import llmbench.options.ToolVersion;

      class Wrong {
        private static final ToolVersion OLD =
            VLLM_0_11; // names a version
        boolean a(ToolVersion v) { return v == OLD; } // compares versions
        boolean b(ToolVersion v) { return v.equals(OLD); } // compares versions
        boolean c(ToolVersion v) { return OLD.compareTo(v) < 0; } // compares versions
        Predicate<ToolVersion> d(ToolVersion v) { return v::equals; } // compares versions
        int e(ToolVersion v) {
          return switch (v) { // tells versions apart by cases
            case VLLM_0_32 -> 1; // names a version
            default -> 2;
          };
        }
        boolean f(ToolVersion v) {
          return Set.of(ToolVersion.VLLM_0_32) // names a version
              .contains(v);
        }
        boolean g(ToolVersion v) { return v.label().equals("vllm-0.32"); } // names a version
        boolean i(EvalscopeDialect d) { return d == EvalscopeDialect.V1_1; } // compares versions
        boolean h(ToolVersion v) { return v.isSameAs(VLLM_0_11); } // names a version

        boolean right(ToolVersion v) {
          return v.atLeast(VLLM_0_11) && v.tool() == ToolVersion.Tool.VLLM;
        }
        String rightToo() { return VLLM_0_11.labelsSince(); }
      }
      """;

  private static List<Path> product() throws IOException {
    try (Stream<Path> files = Files.walk(CODE)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().endsWith("Test.java") && !isTestTool(file))
          .filter(file -> !DEFINITIONS.contains(file.getFileName().toString()))
          .filter(VersionUsesTest::speaksOfVersions)
          .toList();
    }
  }

  /** Who never says the word can't compare any; to understand all code takes long. */
  private static boolean speaksOfVersions(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("ersion") || text.contains("ialect");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTestTool(Path file) {
    return file.toString().contains("/testing/");
  }

  private static List<String> uses(List<Path> sources) throws IOException {
    List<String> found = new ArrayList<>();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, problems, List.of("-proc:none", "-nowarn"), null, units);
      Iterable<? extends CompilationUnitTree> parsed = task.parse();
      task.analyze();
      // What isn't understood has no type, and nothing would be found.
      assertThat(problems.getDiagnostics())
          .filteredOn(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
          .isEmpty();
      for (CompilationUnitTree unit : parsed) {
        new Uses(unit, Trees.instance(task), found).scan(unit, null);
      }
    }
    return found;
  }

  /** Finds what names a version, or compares two. */
  private static final class Uses extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> found;

    Uses(CompilationUnitTree unit, Trees trees, List<String> found) {
      this.unit = unit;
      this.trees = trees;
      this.found = found;
    }

    @Override
    public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
      return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
      constant();
      return super.visitIdentifier(tree, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
      constant();
      return super.visitMemberSelect(tree, null);
    }

    /** A constant's name, wherever it isn't given to a question of order. */
    private void constant() {
      Element element = trees.getElement(getCurrentPath());
      if (element != null
          && element.getKind() == ElementKind.ENUM_CONSTANT
          && name(element.asType()).equals(ToolVersion.class.getName())
          && !isInOrder(getCurrentPath())) {
        found(getCurrentPath().getLeaf(), "names a version");
      }
    }

    private static boolean isInOrder(TreePath path) {
      Tree parent = path.getParentPath().getLeaf();
      if (parent instanceof MemberSelectTree asked) {
        return ASKED.contains(asked.getIdentifier().toString());
      }
      return parent instanceof MethodInvocationTree call
          && call.getArguments().contains(path.getLeaf())
          && ORDERED.contains(name(call.getMethodSelect()));
    }

    private static String name(ExpressionTree method) {
      return method instanceof MemberSelectTree select
          ? select.getIdentifier().toString()
          : method.toString();
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
      boolean equality =
          tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
      if (equality && (isCompared(tree.getLeftOperand()) || isCompared(tree.getRightOperand()))) {
        found(tree, "compares versions");
      }
      return super.visitBinary(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      if (tree.getMethodSelect() instanceof MemberSelectTree select
          && EQUALITY.contains(select.getIdentifier().toString())
          && isCompared(select.getExpression())) {
        found(tree, "compares versions");
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void nothing) {
      if (isCompared(tree.getQualifierExpression())
          && EQUALITY.contains(tree.getName().toString())) {
        found(tree, "compares versions");
      }
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
      cases(tree, tree.getExpression());
      return super.visitSwitch(tree, null);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
      cases(tree, tree.getExpression());
      return super.visitSwitchExpression(tree, null);
    }

    private void cases(Tree tree, ExpressionTree selector) {
      if (isCompared(selector)) {
        found(tree, "tells versions apart by cases");
      }
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
      if (tree.getValue() instanceof String text && LABEL.matcher(text).find()) {
        found(tree, "names a version");
      }
      return super.visitLiteral(tree, null);
    }

    private boolean isCompared(Tree tree) {
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
      return type != null && isCompared(type);
    }

    private static boolean isCompared(TypeMirror type) {
      return COMPARED.contains(name(type));
    }

    /** Without annotations, such as that it may be null. */
    private static String name(TypeMirror type) {
      return type.toString().replaceAll("@\\S+ ", "");
    }

    private void found(Tree tree, String what) {
      long line =
          unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
      found.add(
          unit.getSourceFile().getName()
              + ":"
              + line
              + " "
              + what
              + ": "
              + tree.toString().lines().findFirst().orElse(""));
    }
  }
}
