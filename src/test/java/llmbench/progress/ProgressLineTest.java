package llmbench.progress;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/progress/lines.txt");
  private static final String ESCAPE = "\u001b[";

  @Test
  void linesOfManyStatesAtManyWidths() throws IOException {
    StringBuilder text = new StringBuilder();
    states()
        .forEach(
            (name, figures) -> {
              text.append(name).append('\n');
              for (int columns : new int[] {140, 97, 77, 57, 37}) {
                String line = line(name, new ProgressLine("", columns, false), figures);
                assertThat(line).hasSizeLessThanOrEqualTo(columns);
                text.append("%5d %s%n".formatted(columns, line));
              }
              String step =
                  line(name, new ProgressLine("evalscope-1.14-single", 77, false), figures);
              text.append("step  %s%n".formatted(step));
            });
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).hasToString(Files.readString(GOLDEN));
  }

  private static String line(String state, ProgressLine line, LiveFigures figures) {
    boolean over = state.equals("end") || state.equals("stopped");
    return over ? line.last(figures) : line.of(figures);
  }

  private static Map<String, LiveFigures> states() {
    OptionalDouble none = OptionalDouble.empty();
    Map<String, LiveFigures> states = new LinkedHashMap<>();
    states.put("start", new LiveFigures(0.4, 500, 50, 0, 0, none, none, none, none));
    states.put(
        "nothing finished, all at once",
        new LiveFigures(62, 500, 500, 0, 0, of(9_949.6), of(1_234.5), of(45.12), of(93.2)));
    states.put(
        "in the midst",
        new LiveFigures(4.99, 500, 50, 387, 0, of(9_950.4), of(27.44), of(4.704), of(1.01)));
    states.put(
        "failures", new LiveFigures(12, 500, 49, 200, 41, of(8_000), of(27), of(4.7), of(13)));
    states.put("all fail", new LiveFigures(3, 500, 50, 0, 120, of(0), none, none, of(9.5)));
    states.put(
        "slow server",
        new LiveFigures(7_300, 400, 1, 3, 0, of(0.9), of(61_500), of(12_345), of(968_000)));
    states.put(
        "fast server",
        new LiveFigures(9, 20_000, 8, 15_000, 0, of(7e4), of(0.64), of(0.05), of(3)));
    states.put(
        "a million requests",
        new LiveFigures(
            45_296, 1_000_000, 12_000, 998_765, 1_234, of(1_234_567), of(9_999.6), of(99), of(1)));
    states.put(
        "as large as it gets",
        new LiveFigures(
            1e12,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            1_999_999_999,
            100_000_000,
            of(1e18),
            of(1e12),
            of(1e12),
            of(1e30)));
    states.put("end", new LiveFigures(5.03, 500, 0, 497, 3, of(9_950), of(27.44), of(4.7), of(0)));
    LiveFigures.Whole whole = new LiveFigures.Whole(of(1_234.5), of(23.44));
    states.put(
        "without tokens",
        new LiveFigures(2, OptionalInt.of(500), 50, 387, 2, none, none, none, of(1.01), whole));
    states.put(
        "stopped", new LiveFigures(3.2, 500, 0, 271, 0, of(9_950), of(27.44), of(4.7), of(0)));
    return states;
  }

  private static LiveFigures state(String name) {
    return requireNonNull(states().get(name));
  }

  @Test
  void anyFiguresFitAnyWidthAndKeepWhatMattersMost() {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      LiveFigures figures = any(random);
      int columns = 40 + random.nextInt(120);
      String line = new ProgressLine("", columns, false).of(figures);
      assertThat(line).hasSizeLessThanOrEqualTo(columns).doesNotContain("NaN").doesNotContain("∞");
      if (columns >= 60) {
        assertThat(line).contains("/").contains("ETA ");
        assertThat(figures.failed() == 0 || line.contains(" failed")).isTrue();
      }
    }
  }

  @Test
  void onlyFailuresAreRed() {
    LiveFigures failures = state("failures");
    String line = new ProgressLine("", 110, true).of(failures);
    assertThat(line).contains("  " + ESCAPE + "31m41 failed" + ESCAPE + "0m  ");
    assertThat(line.replaceAll("\u001b\\[[0-9]*m", ""))
        .isEqualTo(new ProgressLine("", 110, false).of(failures));
    LiveFigures none = state("in the midst");
    assertThat(new ProgressLine("", 110, true).of(none)).doesNotContain(ESCAPE);
  }

  @Test
  void aNameFromOutsideCantSteerTheTerminal() {
    String line = new ProgressLine("a\r\u001b[2Jb\u202e", 110, false).of(state("start"));
    assertThat(line).startsWith("llm | a [2Jb  ").doesNotContain("\r").doesNotContain("\u001b");
  }

  private static LiveFigures any(Random random) {
    return new LiveFigures(
        large(random),
        (int) large(random),
        (int) large(random),
        (int) large(random),
        random.nextBoolean() ? 0 : (int) large(random),
        maybe(random),
        maybe(random),
        maybe(random),
        maybe(random));
  }

  private static OptionalDouble maybe(Random random) {
    return random.nextInt(4) == 0 ? OptionalDouble.empty() : of(large(random));
  }

  /** Of any size. */
  private static double large(Random random) {
    return Math.exp(random.nextDouble() * 20) - 1;
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }
}
