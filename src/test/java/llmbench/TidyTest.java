package llmbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The style that no other tool holds: sizes, and what has no place in the code. */
class TidyTest {

  private static final Path CODE = Path.of("src/test/java");
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 70;
  private static final int LINE_COLUMNS = 100;

  /** A line that opens a method or constructor at the depth of a class or of a nested one. */
  private static final Pattern METHOD =
      Pattern.compile("^( {2}| {4})[\\w@<][\\w<>\\[\\], .?@&]*\\(.*|^( {2}| {4})\\w+\\(.*");

  @Test
  void filesAreShort() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFiles()) {
      int lines = lines(file).size();
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
  void methodsAreShort() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFiles()) {
      List<String> lines = lines(file);
      for (int start = 0; start < lines.size(); start++) {
        int length = methodLength(lines, start);
        if (length > METHOD_LINES) {
          tooLong.add(file + ":" + (start + 1) + " has " + length + " lines");
        }
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
    for (Path file : javaFiles()) {
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info)) {
        silent.add(info);
      }
    }
    assertThat(silent).isEmpty();
  }

  /** Lines from a method's opening to its closing brace; 0 where no method begins. */
  private static int methodLength(List<String> lines, int start) {
    String line = lines.get(start);
    if (!METHOD.matcher(line).matches() || line.trim().startsWith("@")) {
      return 0;
    }
    String end = " ".repeat(line.length() - line.stripLeading().length()) + "}";
    for (int i = start; i < lines.size(); i++) {
      if (lines.get(i).endsWith(";") && i - start < 4 && !lines.get(start).endsWith("{")) {
        return 0;
      }
      if (lines.get(i).equals(end)) {
        return i - start + 1;
      }
    }
    return 0;
  }

  private static List<String> matching(java.util.function.Predicate<String> wrong) {
    List<String> found = new ArrayList<>();
    for (Path file : javaFiles()) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (wrong.test(lines.get(i))) {
          found.add(file + ":" + (i + 1) + " " + lines.get(i).trim());
        }
      }
    }
    return found;
  }

  private static List<Path> javaFiles() {
    try (Stream<Path> files = Files.walk(CODE)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
