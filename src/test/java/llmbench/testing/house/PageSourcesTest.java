package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's own scripts: all are in it, none is long, and none makes markup or code of a text. */
class PageSourcesTest {

  private static final Path PAGE = Path.of("src/test/resources/llm-bench/page");
  private static final int COLUMNS = 100;
  private static final int LINES = 250;

  /** What turns a text into markup, code or an address. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextual"
              + "|\\beval\\b|new Function|fetch\\(|XMLHttp|WebSocket|import\\("
              + "|location ?=|\\.src\\b"
              + "|localStorage|sessionStorage|indexedDB|cookie|console\\.|debugger");

  @Test
  void everyScriptIsInThePageOnce() {
    assertThat(SourceFiles.lines(PAGE.resolve("scripts.txt")))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            SourceFiles.below(PAGE, ".js").stream()
                .map(file -> file.getFileName().toString())
                .toList());
  }

  @Test
  void scriptsAreShortAndSayWhatTheyAreFor() {
    for (Path file : SourceFiles.below(PAGE, ".js")) {
      List<String> lines = SourceFiles.lines(file);
      assertThat(lines).as(file.toString()).hasSizeLessThanOrEqualTo(LINES);
      assertThat(lines.get(0)).as(file.toString()).startsWith("// ");
      assertThat(lines).as(file.toString()).allMatch(line -> line.length() <= COLUMNS);
      assertThat(lines).as(file.toString()).noneMatch(line -> line.matches(".*(\\s|\t)$"));
    }
  }

  @Test
  void noScriptMakesMarkupOrCodeOfATextOrReachesOutOfThePage() {
    List<String> unsafe = new ArrayList<>();
    for (Path file : SourceFiles.below(PAGE, ".js")) {
      SourceFiles.lines(file).stream()
          .filter(line -> UNSAFE.matcher(line).find())
          .forEach(line -> unsafe.add(file.getFileName() + ": " + line.strip()));
    }
    assertThat(unsafe).isEmpty();
  }
}
