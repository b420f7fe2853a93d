package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents show is what is there. */
class DocsTest {

  private static final Path OWN_PROJECT = Path.of("src/it/own-project");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private static final Path CODE = Path.of("src/test/java/llmbench");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final String UPDATES = "mvn test -Dtest=DocsTest -Dgolden.update=true writes it";

  /** A class and its method, as the pages write it. */
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

  @ParameterizedTest
  @CsvSource({
    "ShopSimulation, your-own-simulation",
    "ChatSimulation, your-own-simulation",
    "JourneySimulation, journeys"
  })
  void theExampleSimulationInTheDocsIsTheOneThatIsCompiled(String name, String page)
      throws IOException {
    String code = Files.readString(CODE.resolve("examples/" + name + ".java"));
    String shown = code.substring(code.indexOf("import "));
    assertThat(Files.readString(Path.of("docs/" + page + ".md"))).contains(shown);
  }

  @Test
  void theProjectInTheDocsIsTheOneThatIsBuilt() throws IOException {
    String docs = Files.readString(Path.of("docs/your-own-simulation.md"));
    String pom = Files.readString(OWN_PROJECT.resolve("pom.xml"));
    String code =
        Files.readString(OWN_PROJECT.resolve("src/test/java/shop/AssistantSimulation.java"));
    assertThat(docs).contains(pom);
    assertThat(docs).contains(code.substring(code.indexOf("import ")));
  }

  @Test
  void theOwnProjectAsksForThisArtifactAndThisGatling() throws IOException {
    String ours = Files.readString(Path.of("pom.xml"));
    String group = first("<groupId>(.*?)</groupId>", ours);
    String version = first("<version>(.*?)</version>", ours);
    String theirs = Files.readString(OWN_PROJECT.resolve("pom.xml"));
    assertThat(theirs.replaceAll("\\s+", ""))
        .contains(
            "<groupId>"
                + group
                + "</groupId><artifactId>llm-bench-gatling</artifactId><version>"
                + version
                + "</version>")
        .contains("highcharts</artifactId><version>" + first("gatling.version>(.*?)<", ours));
    assertThat(Files.readString(Path.of("docs/your-own-simulation.md")))
        .contains('"' + group + ":llm-bench-gatling:" + version + '"');
  }

  @Test
  void theJenkinsfilesBenchmarkIsOneThatCanBeRun() throws IOException {
    String file = Files.readString(Path.of("docs/Jenkinsfile"));
    BenchOptions options = asked(ofParameters(file, first("(?s)-Dbench=\"(.*?)\"", file)));
    assertThat(options.target().baseUrl()).hasToString("http://127.0.0.1:8000");
    assertThat(options.load().concurrency(options.dataset().prompts())).isEqualTo(50);
    assertThat(options.dataset().prompts()).isEqualTo(500);
  }

  @Test
  void theShardsOfTheParallelJenkinsfileAreOneBenchmark() throws IOException {
    String file = Files.readString(Path.of("docs/Jenkinsfile.parallel"));
    String line = ofParameters(file, first("(?s)llm-bench (vllm bench .*?)'''", file));
    int ours = line.indexOf("--shard");
    BenchOptions options = asked(line.substring(0, ours));
    assertThat(options.load().concurrency(options.dataset().prompts())).isEqualTo(2000);
    assertThat(options.dataset().prompts()).isEqualTo(20_000);
    assertThat(ShellWords.split(line.substring(ours)))
        .containsExactly(
            "--shard",
            "$SHARD/4",
            "--start-at",
            "$START_AT",
            "--results-folder",
            "injector-$SHARD");
    assertThat(first("values (.*)", file)).isEqualTo("'1', '2', '3', '4'");
    assertThat(Pattern.compile("unstash 'shard-(\\d)'").matcher(file).results())
        .extracting(match -> match.group(1))
        .containsExactly("1", "2", "3", "4");
  }

  private static BenchOptions asked(String line) {
    return new OptionsReader().read(new Sources(line, Map.of()));
  }

  /** As Groovy and the shell hand it on: with what the build's parameters are by default. */
  private static String ofParameters(String file, String line) {
    String handedOn = line.replace("\\\n", "");
    Matcher parameter = Pattern.compile("name: '(\\w+)', defaultValue: '([^']*)'").matcher(file);
    while (parameter.find()) {
      handedOn = handedOn.replace("$" + parameter.group(1), parameter.group(2));
    }
    return handedOn;
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
    try (Stream<Path> files = Files.walk(CODE)) {
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

  @Test
  void theDiagramAndTheTableOfRoomsAreTheMap() throws IOException {
    Map<String, Set<String>> rooms = HouseMap.outerRooms();
    Map<String, Set<String>> arrows = HouseMap.withoutDetours(rooms);
    if (UPDATE) {
      ArchitecturePage.read().with(arrows, ArchitecturePage.rows(rooms));
    }
    ArchitecturePage page = ArchitecturePage.read();
    assertThat(page.rooms()).as("rooms drawn").containsExactlyInAnyOrderElementsOf(rooms.keySet());
    assertThat(page.arrows()).as("arrows; %s", UPDATES).isEqualTo(arrows);
    assertThat(page.table()).as("table; %s", UPDATES).isEqualTo(ArchitecturePage.rows(rooms));
  }

  @Test
  void everyRoomSaysWhatItMayImport() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String room : RoomMap.MAY_IMPORT.keySet()) {
      String sentence = HouseMap.sentence(room);
      RoomPage page = RoomPage.of(room);
      if (UPDATE && !page.imports().equals(sentence)) {
        page.withImports(sentence);
        page = RoomPage.of(room);
      }
      if (!page.imports().equals(sentence)) {
        wrong.add(page.file() + " ends with: " + page.imports() + " The map says: " + sentence);
      }
    }
    assertThat(wrong).as(UPDATES).isEmpty();
  }

  /** In CONTRIBUTING's table a folder, then the classes in it; then perhaps another folder. */
  @Test
  void whereIsNamesFoldersAndTheClassesInThem() throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    String section = page.substring(page.indexOf("## Where is"));
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String row : section.substring(0, section.indexOf("\n## ")).lines().toList()) {
      Path folder = CODE;
      Matcher word = Pattern.compile("`([\\w/]+/|[A-Z]\\w+)(?:\\.\\w+)?`").matcher(row);
      while (word.find()) {
        named++;
        boolean isFolder = word.group(1).endsWith("/");
        folder = isFolder ? CODE.resolve(word.group(1)) : folder;
        if (!Files.exists(isFolder ? folder : folder.resolve(word.group(1) + ".java"))) {
          missing.add(word.group() + " in " + row);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).as("folders and classes that are named").isGreaterThan(60);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
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
