package llmbench.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final OptionalInt UNKNOWN = OptionalInt.empty();

  @Test
  void aTerminalHasARenewedLineAndColours() {
    Map<String, String> environment = Map.of("TERM", "xterm-256color");
    assertThat(Terminal.of(true, environment, OptionalInt.of(132)))
        .isEqualTo(new Terminal(true, true, 132));
    assertThat(Terminal.of(true, environment, UNKNOWN)).isEqualTo(new Terminal(true, true, 80));
  }

  @Test
  void aPipeHasNeither() {
    Terminal pipe = Terminal.of(false, Map.of("TERM", "xterm"), OptionalInt.of(132));
    assertThat(pipe.renews()).isFalse();
    assertThat(pipe.colour()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_COLOR, 1, true, false",
    "NO_COLOR, 0, true, false",
    "NO_COLOR, '', true, true",
    "TERM, dumb, false, false",
    "TERM, '', true, false",
    "CI, true, false, false",
    "CI, 1, false, false",
    "CI, false, true, true",
    "CI, '', true, true"
  })
  void theEnvironmentIsHeeded(String name, String value, boolean renews, boolean colour) {
    Map<String, String> environment =
        name.equals("TERM") ? Map.of(name, value) : Map.of("TERM", "xterm", name, value);
    assertThat(Terminal.of(true, environment, UNKNOWN)).isEqualTo(new Terminal(renews, colour, 80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/0", "/dev/pts/17", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
  void theseFilesAreTerminals(String file) {
    assertThat(Terminal.isTerminal(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe:[4711]", "/dev/null", "socket:[1]", "/other/dev/pts/0", ""})
  void theseAreNot(String file) {
    assertThat(Terminal.isTerminal(file)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "'50 132\n', 132", "' 40 ', 40"})
  void widthsAreRead(String text, int columns) {
    assertThat(Terminal.columns(text)).hasValue(columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0", "19", "1001", "-80", "wide", "1 2 3", "99999999999999"})
  void whatIsNoWidthIsNone(String text) {
    assertThat(Terminal.columns(text)).isEmpty();
  }

  @Test
  void aProcessKnowsThatItsOutputIsAPipe() throws Exception {
    assertThat(output(List.of("sh", "-c", child()))).isEqualTo(Terminal.NONE.toString());
  }

  @Test
  void aProcessKnowsItsTerminalAlsoWhereItsInputIsNone() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(SCRIPT), SCRIPT + " is not there: nothing makes a terminal");
    String command = "stty cols 132; " + child() + " </dev/null";
    assertThat(output(List.of(SCRIPT.toString(), "-qec", command, "/dev/null")))
        .isEqualTo(new Terminal(true, true, 132).toString());
  }

  private static String output(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(Set.of("CI", "NO_COLOR", "COLUMNS"));
    builder.environment().put("TERM", "xterm");
    Process process = builder.redirectInput(Redirect.from(new File("/dev/null"))).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  private static String child() {
    return Path.of(System.getProperty("java.home"), "bin", "java")
        + " -XX:TieredStopAtLevel=1 -cp target/test-classes '"
        + Asker.class.getName()
        + "'";
  }

  /** Another process, which asks what its output is. */
  static final class Asker {

    private Asker() {}

    public static void main(String[] arguments) {
      System.out.println(Terminal.ofOutput(System.getenv()));
    }
  }
}
