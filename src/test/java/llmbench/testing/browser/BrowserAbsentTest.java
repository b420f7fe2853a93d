package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a browser the page's tests are skipped, and nobody can overlook it. */
class BrowserAbsentTest {

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);

  @Test
  void withoutABrowserAllTestsAreSkippedAndOneLineSaysSo() {
    AtomicBoolean said = new AtomicBoolean();
    for (int test = 0; test < 3; test++) {
      assertThat(BrowserExtension.condition(Optional.empty(), out, said).isDisabled()).isTrue();
    }
    assertThat(console.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "SKIPPED: the page's browser tests. Neither chromium nor google-chrome with"
                + " chromedriver is on the PATH; on Debian: apt-get install chromium"
                + " chromium-driver");
  }

  @Test
  void withABrowserNothingIsSkippedOrSaid() {
    Chromium chromium = new Chromium(Path.of("chromium"), Path.of("chromedriver"));
    assertThat(
            BrowserExtension.condition(Optional.of(chromium), out, new AtomicBoolean())
                .isDisabled())
        .isFalse();
    assertThat(console.size()).isZero();
  }

  @Test
  void aBrowserWithoutItsDriverIsNone(@TempDir Path folder) throws IOException {
    program(folder, "chromium");
    assertThat(Chromium.on(folder.toString())).isEmpty();
  }

  @Test
  void bothAreFoundWhereverTheyAreOnThePath(@TempDir Path one, @TempDir Path other)
      throws IOException {
    Path driver = program(one, "chromedriver");
    Path browser = program(other, "google-chrome");
    String path = String.join(File.pathSeparator, "", one.toString(), other.toString());
    assertThat(Chromium.on(path)).contains(new Chromium(browser, driver));
  }

  private static Path program(Path folder, String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
