package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.commons.util.LatestGatlingRelease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.about.Build;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: a JVM has its preferences from its beginning to its end. */
class QuietPreferencesTest {

  @TempDir Path home;

  /** What Gatling would say of versions, and whether it asked for them. */
  public static final class Asks {

    private Asks() {}

    /** Prints Gatling's answer; any connection goes to a proxy that isn't there. */
    public static void main(String[] args) {
      System.out.println(LatestGatlingRelease.load());
    }
  }

  @Test
  void gatlingTakesItsOwnVersionForTheNewestAndWritesNothing() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dhttps.proxyHost=127.0.0.1",
            "-Dhttps.proxyPort=1",
            "-Djava.util.prefs.userRoot=" + home,
            "-D" + QuietPreferences.SETTING + "=" + QuietPreferences.class.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            Asks.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).startsWith("Some(").contains(Build.gatling());
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }
}
