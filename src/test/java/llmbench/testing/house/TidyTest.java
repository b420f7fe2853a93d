package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The style that no other tool holds: sizes, and what has no place in the code. */
class TidyTest {

  /** What lies beside it is somebody's own. */
  private static final Path CODE = Path.of("src/test/java/llmbench");

  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 70;
  private static final int LINE_COLUMNS = 100;

  @Test
  void filesAreShort() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : SourceFiles.below(CODE, ".java")) {
      int lines = SourceFiles.lines(file).size();
      if (lines > FILE_LINES) {
        tooLong.add(file + " has " + lines + " lines");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void linesAreNarrow() {
    assertThat(matching(line -> line.length() > LINE_COLUMNS && !line.startsWith("import ")))
        .isEmpty();
  }

  @Test
  void methodsAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(SourceFiles.below(CODE, ".java")));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long first = line(unit, positions.getStartPosition(unit, method));
            long last = line(unit, positions.getEndPosition(unit, method));
            if (last - first + 1 > METHOD_LINES) {
              tooLong.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName());
            }
            return super.visitMethod(method, null);
          }
        }.scan(unit, null);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    Pattern unfinished = Pattern.compile("\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b|@Disabled");
    assertThat(matching(line -> unfinished.matcher(line).find() && !line.contains("compile(")))
        .isEmpty();
  }

  @Test
  void noTestSleeps() {
    assertThat(matching(line -> line.contains("Thread." + "sleep("))).isEmpty();
  }

  @Test
  void noTabsAndNoTrailingBlanks() {
    assertThat(matching(line -> line.contains("\t") || line.endsWith(" "))).isEmpty();
  }

  @Test
  void everyRoomSaysItsJob() {
    List<Path> silent = new ArrayList<>();
    for (Path file : SourceFiles.below(CODE, ".java")) {
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info)) {
        silent.add(info);
      }
    }
    assertThat(silent).isEmpty();
  }

  private static long line(CompilationUnitTree unit, long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private static List<String> matching(Predicate<String> wrong) {
    List<String> found = new ArrayList<>();
    for (Path file : SourceFiles.below(CODE, ".java")) {
      List<String> lines = SourceFiles.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (wrong.test(lines.get(i))) {
          found.add(file + ":" + (i + 1) + " " + lines.get(i).trim());
        }
      }
    }
    return found;
  }
}
