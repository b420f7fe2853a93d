package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's scripts are one script: a name is one thing's. */
class PageScriptsTest {

  private static final Path SCRIPTS = Path.of("src/test/resources/llm-bench/page");
  private static final Pattern NAMED =
      Pattern.compile("(?m)^(?:async )?(?:function|const|let|class) (\\w+)");

  @Test
  void noTwoOfThemDeclareTheSameName() throws IOException {
    List<String> names = new ArrayList<>();
    for (String script : Files.readAllLines(SCRIPTS.resolve("scripts.txt"))) {
      NAMED
          .matcher(Files.readString(SCRIPTS.resolve(script)))
          .results()
          .forEach(name -> names.add(name.group(1)));
    }
    assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }
}
