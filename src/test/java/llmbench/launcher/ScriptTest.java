package llmbench.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code llm-bench}, in a distribution whose Java only says what it was given. */
class ScriptTest {

  private static final Path SCRIPT = Path.of("llm-bench").toAbsolutePath();

  /** Says each of its arguments, with a line break behind what may have some itself. */
  private static final String SAYS = "#!/bin/sh\nprintf '%s\\0' \"$@\"\nexit 7\n";

  /** Makes the files that it is told to. */
  private static final String MAKES =
      """
      #!/bin/sh
      for word do
        case $word in
          *DumpLoadedClassList=* | *SharedArchiveFile=*) echo a/B > "${word#*=}" ;;
        esac
      done
      """;

  private static final List<String> ODD =
      List.of("a b", "", "it's \"so\"", "two\nlines \\n", "$HOME `id` *", "你好 👋", "-1", "--");

  @TempDir Path folder;

  private Path distribution;
  private Path java;

  private record Ended(int status, String out, String err) {

    List<String> words() {
      List<String> words = new ArrayList<>(List.of(out.split("\0", -1)));
      words.remove(words.size() - 1);
      return words;
    }

    /** What stands behind the main class. */
    List<String> behind(String main) {
      return words().subList(words().indexOf(main) + 1, words().size());
    }
  }

  @BeforeEach
  void unpack() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a POSIX shell is needed");
    distribution = Files.createDirectories(folder.resolve("a place/llm-bench-1"));
    Files.createDirectories(distribution.resolve("lib"));
    Files.writeString(distribution.resolve("lib/b.jar"), "");
    Files.writeString(distribution.resolve("lib/a.jar"), "");
    Files.copy(SCRIPT, distribution.resolve("llm-bench"));
    java = folder.resolve("a java");
    executable("bin/java", SAYS);
    release("17.0.15");
  }

  private void executable(String name, String text) throws IOException {
    Path file = java.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void release(String version) throws IOException {
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS=\"x\"\n");
  }

  @Test
  void everyWordArrivesAsItIsThroughALinkAndFoldersWithBlanks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), distribution.resolve("llm-bench"));
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve", "-J-Xmx2g -Dx", "-J-D"));
    words.addAll(ODD);
    Ended ended = run(link, words, Map.of("LLM_BENCH_JAVA_OPTS", "-Done=* -Dtwo"));
    assertThat(ended.status()).isEqualTo(7);
    List<String> expected = new ArrayList<>(List.of("vllm", "bench", "serve"));
    expected.addAll(ODD);
    assertThat(ended.behind("llmbench.launcher.Launcher")).isEqualTo(expected);
    Path lib = distribution.resolve("lib");
    assertThat(ended.words())
        .containsSubsequence("-Xmx1G", "-Done=*", "-Dtwo", "-Xmx2g -Dx", "-D")
        .containsSequence("-cp", lib.resolve("a.jar") + ":" + lib.resolve("b.jar"))
        .contains("-Dllmbench.launcher.results=results");
  }

  @Test
  void reportsAndTheServerHaveDoorsOfTheirOwnAndTheMemoryThatTheyNeed() throws Exception {
    assertThat(run("report", "--slo", "a b", "DIR").behind("llmbench.Report"))
        .containsExactly("--slo", "a b", "DIR");
    assertThat(run("compare", "A", "B").behind("llmbench.Report"))
        .containsExactly("compare", "A", "B");
    assertThat(run("server", "--port", "0").behind("llmbench.Server"))
        .containsExactly("--port", "0");
    assertThat(run("report", "DIR").words()).doesNotContain("-Xmx1G", "-XX:TieredStopAtLevel=1");
  }

  /** Where the JVM says of itself what it is there, nobody has to start it to find out. */
  @Test
  void aJavaThatIsTooOldOrNowhereIsSaid() throws Exception {
    release("11.0.2");
    assertThat(run("run").err()).contains("is Java 11.0.2: 17 or newer is needed.");
    Files.delete(java.resolve("release"));
    executable("bin/java", "#!/bin/sh\necho 'java version \"1.8.0_402\"' >&2\n");
    Ended old = run("run");
    assertThat(old.err()).contains("is Java 1.8.0_402: 17 or newer is needed.");
    assertThat(old.status()).isEqualTo(3);
    Map<String, String> wrong = Map.of("JAVA_HOME", folder.resolve("no where").toString());
    Ended nowhere = run(distribution.resolve("llm-bench"), List.of("run"), wrong);
    assertThat(nowhere.err()).contains("/no where', where there is no bin/java.");
    assertThat(nowhere.status()).isEqualTo(3);
    Files.delete(java.resolve("bin/java"));
    for (String tool : List.of("dirname", "basename", "readlink", "sed", "cat")) {
      executable("bin/" + tool, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    Map<String, String> bare = Map.of("PATH", java.resolve("bin").toString());
    Ended without = run(distribution.resolve("llm-bench"), List.of("run"), bare);
    assertThat(without.err()).startsWith("There is no java: install a Java 17 or newer");
    assertThat(without.status()).isEqualTo(3);
  }

  @Test
  void aVersionThatIsNewerHasItsOwnOptions() throws Exception {
    assertThat(run("run").words()).doesNotContain("--enable-native-access=ALL-UNNAMED");
    release("25");
    assertThat(run("run").words()).contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void anArchiveOfClassesIsTakenWhereItIsThisJvms() throws Exception {
    assertThat(run("run").words()).noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
    Path home = folder.resolve("home of caches");
    Path caches = Files.createDirectories(home.resolve("llm-bench"));
    Map<String, String> environment =
        Map.of("JAVA_HOME", java.toString(), "XDG_CACHE_HOME", home.toString());
    Path script = distribution.resolve("llm-bench");
    executable("bin/java", MAKES);
    Ended made = run(script, List.of("prepare"), environment);
    assertThat(made.err()).isEmpty();
    assertThat(made.status()).isZero();
    executable("bin/java", SAYS);
    String archive = made.out().replaceFirst("Made (.*), for (?s).*", "$1");
    assertThat(Path.of(archive)).exists().hasParentRaw(distribution.resolve("cache"));
    Ended ran = run(script, List.of("report", "DIR"), environment);
    assertThat(ran.words()).containsSequence("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    // Where the distribution can't be written, it is the user's.
    Path users = Files.move(Path.of(archive), caches.resolve(Path.of(archive).getFileName()));
    assertThat(run(script, List.of("run"), environment).words())
        .contains("-XX:SharedArchiveFile=" + users);
    release("17.0.16");
    assertThat(run(script, List.of("run"), environment).words())
        .noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
  }

  @Test
  void aRunHasTheOptionsThatMavensHas() throws Exception {
    Matcher asked =
        Pattern.compile("<gatling.jvmArgs>(.*)</gatling.jvmArgs>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(asked.find()).isTrue();
    assertThat(run("run").words()).contains(asked.group(1).split(","));
  }

  @Test
  void itSaysWhatItCanDo() throws Exception {
    assertThat(run("--help").out())
        .contains("llm-bench vllm bench serve …", "llm-bench report DIR …", "--results-folder DIR");
    assertThat(run("--help").status()).isZero();
    assertThat(run().out()).isEqualTo(run("--help").out());
  }

  @Test
  void withoutJarsAndWithoutACloneItSaysWhereItBelongs() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Path alone = Files.copy(SCRIPT, folder.resolve("bin/llm-bench"));
    Ended ended = run(alone, List.of("run"), Map.of("JAVA_HOME", java.toString()));
    assertThat(ended.err()).contains("is neither the distribution").contains("link to it");
    assertThat(ended.status()).isEqualTo(3);
  }

  private Ended run(String... words) throws Exception {
    return run(
        distribution.resolve("llm-bench"),
        List.of(words),
        Map.of("JAVA_HOME", java.toString(), "XDG_CACHE_HOME", folder.toString()));
  }

  private Ended run(Path script, List<String> words, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> all = new LinkedHashMap<>(environment);
    builder.environment().keySet().removeIf(name -> name.matches("JAVA.*|LLM_.*|XDG_.*"));
    all.putIfAbsent("LC_ALL", "C.UTF-8");
    all.putIfAbsent("PATH", java.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().putAll(all);
    int status = builder.start().waitFor();
    return new Ended(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
