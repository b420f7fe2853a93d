package llmbench.progress;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What standard output is.
 *
 * @param renews whether a line can be renewed in its place, for someone who looks on
 * @param colour whether it may have colours
 * @param columns how wide it is
 */
public record Terminal(boolean renews, boolean colour, int columns) {

  /** Room that no terminal lacks. */
  private static final int USUAL_COLUMNS = 80;

  /** A line in a log may be wider than in a terminal: nothing breaks when it is wrapped. */
  private static final int LOG_COLUMNS = 140;

  private static final int MIN_COLUMNS = 20;
  private static final int MAX_COLUMNS = 1000;
  private static final long STTY_MILLIS = 500;
  private static final Path OUTPUT = Path.of("/proc/self/fd/1");
  private static final File TTY = new File("/dev/tty");

  /** A file or a pipe, as in CI. */
  public static final Terminal NONE = new Terminal(false, false, LOG_COLUMNS);

  /**
   * What standard output is now. Gatling's Maven plugin hands Maven's own on to the process it
   * starts, so that under Maven it is what Maven's is.
   *
   * @param environment of the process
   */
  public static Terminal ofOutput(Map<String, String> environment) {
    if (!isTerminal()) {
      return NONE;
    }
    OptionalInt columns = columns(environment.get("COLUMNS"));
    return of(true, environment, columns.isPresent() ? columns : columns(stty()));
  }

  /**
   * What it is, as far as that can be told.
   *
   * @param terminal whether it is one
   * @param columns how wide it is, where that is known
   */
  static Terminal of(boolean terminal, Map<String, String> environment, OptionalInt columns) {
    if (!terminal) {
      return NONE;
    }
    String term = environment.getOrDefault("TERM", "");
    boolean dumb = term.equals("dumb");
    boolean looksOn = !isOn(environment.get("CI")) && !dumb;
    // https://no-color.org: with any value but an empty one.
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        looksOn, looksOn && !plain && !term.isEmpty(), columns.orElse(USUAL_COLUMNS));
  }

  private static boolean isOn(@Nullable String value) {
    return value != null && !value.isEmpty() && !value.equals("false") && !value.equals("0");
  }

  /** The width that a text begins or ends with, as COLUMNS and {@code stty size} say it. */
  static OptionalInt columns(@Nullable String text) {
    String last = text == null ? "" : text.strip().replaceFirst("^[0-9]+ +", "");
    if (!last.matches("[0-9]{1,4}")) {
      return OptionalInt.empty();
    }
    int columns = Integer.parseInt(last);
    return columns < MIN_COLUMNS || columns > MAX_COLUMNS
        ? OptionalInt.empty()
        : OptionalInt.of(columns);
  }

  private static boolean isTerminal() {
    try {
      return isTerminal(Files.readSymbolicLink(OUTPUT).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return isConsole();
    }
  }

  /** Whether a file that is open is a terminal, by its name on Linux. */
  static boolean isTerminal(String file) {
    return file.startsWith("/dev/pts/")
        || file.startsWith("/dev/tty")
        || file.equals("/dev/console");
  }

  /** On other systems: of standard input and output together. From Java 22 on it must be asked. */
  @SuppressWarnings("SystemConsoleNull") // Up to Java 21 null says that there is none.
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** What {@code stty size} says of the terminal; empty where there is no such command. */
  private static String stty() {
    if (!TTY.exists()) {
      return "";
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TTY)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = stty.waitFor(STTY_MILLIS, TimeUnit.MILLISECONDS);
      if (!ended) {
        stty.destroyForcibly();
        return "";
      }
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
