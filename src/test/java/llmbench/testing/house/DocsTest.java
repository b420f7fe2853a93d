package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Test;

/** What the documents show is what is there. */
class DocsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  /** A class and its method, as the pages write it. */
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

  @Test
  void theExampleSimulationInTheDocsIsTheOneThatIsCompiled() throws IOException {
    String code = Files.readString(Path.of("src/test/java/llmbench/examples/ShopSimulation.java"));
    String shown = code.substring(code.indexOf("import "));
    assertThat(Files.readString(Path.of("docs/your-own-simulation.md"))).contains(shown);
  }

  @Test
  void theJenkinsfilesBenchmarkIsOneThatCanBeRun() throws IOException {
    String file = Files.readString(Path.of("docs/Jenkinsfile"));
    Matcher bench = Pattern.compile("(?s)-Dbench=\"(.*?)\"").matcher(file);
    assertThat(bench.find()).isTrue();
    // As Groovy and the shell hand it on.
    String line = bench.group(1).replace("\\\n", "");
    Matcher parameter = Pattern.compile("name: '(\\w+)', defaultValue: '([^']*)'").matcher(file);
    while (parameter.find()) {
      line = line.replace("$" + parameter.group(1), parameter.group(2));
    }
    BenchOptions options = new OptionsReader().read(new Sources(line, Map.of()));
    assertThat(options.target().baseUrl()).hasToString("http://127.0.0.1:8000");
    assertThat(options.load().concurrency(options.dataset().prompts())).isEqualTo(50);
    assertThat(options.dataset().prompts()).isEqualTo(500);
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target = page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)) {
          broken.add(page + " → " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void codeThatIsNamedIsThere() throws IOException {
    Map<String, String> classes = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java/llmbench"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString();
        classes.merge(name.replace(".java", ""), Files.readString(file), String::concat);
      }
    }
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path page : List.of(Path.of("docs/metrics.md"), Path.of("CONTRIBUTING.md"))) {
      Matcher method = METHOD.matcher(Files.readString(page));
      while (method.find()) {
        named++;
        String code = classes.getOrDefault(method.group(1), "");
        if (!code.matches("(?s).*\\b" + method.group(2) + "\\b.*")) {
          missing.add(page + " → " + method.group());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).as("pages name code").isGreaterThan(20);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path root : List.of(Path.of("docs"), Path.of("."))) {
      try (Stream<Path> files = Files.walk(root, root.endsWith("docs") ? 3 : 1)) {
        files.map(Path::normalize).filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }
}
