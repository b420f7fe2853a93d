package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import llmbench.options.syntax.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as evalscope 1.14's {@code workload_trace} reads and replays them. */
class TraceTimesTest {

  /** evalscope's own replay of it is in its golden: "two", "one", "four", "c", "three". */
  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope/trace.jsonl");

  @TempDir Path folder;

  @Test
  void theEarliestIsSentFirstAndLinesOfOneTimeInTheirOrder() {
    TraceTimes times = TraceTimes.read(GOLDEN, 1);
    assertThat(list(times.nanos()))
        .containsExactly(0L, 1_500_000_000L, 2_000_000_000L, 2_000_000_000L, 3_000_000_000L);
    assertThat(list(times.lines())).containsExactly(2, 1, 4, 5, 3);
    assertThat(times.wasSorted()).isFalse();
  }

  @Test
  void aSpeedOfTwoSendsTwiceAsFastAndANumberCutsTheRest() {
    TraceTimes times = TraceTimes.read(GOLDEN, 2).first(4);
    assertThat(list(times.seconds())).containsExactly(0.0, 0.75, 1.0, 1.0);
    assertThat(list(times.lines())).containsExactly(2, 1, 4, 5);
    assertThat(times.first(9).requests()).isEqualTo(4);
  }

  @Test
  void blankLinesAreCountedAndNotSentAndLineEndsAreAnyOnes() throws IOException {
    TraceTimes times = read("\n{\"timestamp\": true}\r\n  \n{\"timestamp\": 1.5, \"x\": \"é\"}\r");
    assertThat(list(times.lines())).containsExactly(2, 4);
    assertThat(list(times.seconds())).containsExactly(0.0, 0.5);
    assertThat(times.wasSorted()).isTrue();
  }

  /** Expected values: {@code _normalise_timestamp} of evalscope 1.14, Python 3.11. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1700000003' | 1700000003.0",
        "'1e3' | 1000.0",
        "' 1_000.5 ' | 1000.5",
        "'2023-11-14T22:13:20Z' | 1700000000.0",
        "'2023-11-14t22:13:20z' | 1700000000.0",
        "'2023-11-14 22:13:20.123456789' | 1700000000.123456",
        "'2023-11-14T22:13:20,5+05:30' | 1699980200.5",
        "'20231114T221320-0800' | 1700028800.0",
        "'2023-11-14' | 1699920000.0",
        "'2023-11-14Z' | 1699920000.0",
        "'20231114' | 20231114.0",
        "'2023-11-14T22' | 1699999200.0",
        "'2023-11-14T22:13+01' | 1699996380.0",
        "'1969-12-31T23:59:59.9Z' | -0.1",
        "'9999-12-31T23:59:59.999999' | 253402300800.0",
        "'2024-02-29T00:00:00.000001' | 1709164800.000001",
        "'2023-11-14T22:13:20+01:02:03' | 1699996277.0"
      })
  void datesAndNumbersInTextsAreWhatPythonMakesOfThem(String text, double seconds) {
    assertThat(Timestamp.seconds(TextNode.valueOf(text))).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "",
        "nan",
        "inf",
        "2023-11",
        "2023-1114",
        "2023-13-01",
        "2023-02-29",
        "2023-11-14T",
        "2023-11-14T25:00",
        "2023-11-14T22:1320",
        "2023-11-14T22:13:20.",
        "2023-11-14T22:13:20 UTC"
      })
  void whatPythonTakesForNoTimeOrTheClockCannotReachIsNone(String text) {
    assertThat(Timestamp.seconds(TextNode.valueOf(text))).isNull();
  }

  @Test
  void allLinesThatHaveNoTimeAreNamedAtOnce() throws IOException {
    String bad =
        """
        [1]
        {x
        {"body": {}}
        {"timestamp": "soon"}
        {"timestamp": 1}
        {"timestamp": null}
        {"timestamp": Infinity}
        """;
    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            """
            %s: 6 lines have no time:
              line 1: it is JSON, but a list
              line 2: it stops being JSON at character 2
              line 3: it has no "timestamp"
              line 4: its "timestamp" is no time
              line 6: its "timestamp" is no time
              line 7: its "timestamp" is no time
            Expected a JSON object such as {"timestamp": 1700000000.5} on each line, \
            whose timestamp is a number of seconds or a date and time such as \
            2023-11-14T22:13:20Z. Correct these lines."""
                .formatted(folder.resolve("trace.jsonl")));
    assertThatThrownBy(() -> read("no\n".repeat(30)))
        .hasMessageContaining("30 lines have no time")
        .hasMessageContaining("line 10: it isn't JSON\n  and 20 more\nExpected");
  }

  @Test
  void aFileThatIsNoTraceIsRefusedByItsName() throws IOException {
    Path file = folder.resolve("trace.jsonl");
    Files.write(file, "{\"timestamp\": 1, \"x\": \"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    refuses(file, 1, file + ": 1 line has no time:\n  line 1: it isn't UTF-8\nExpected");
    Files.writeString(file, "\n\n");
    refuses(file, 1, file + ": has no line with a time; expected a JSON object such as");
    refuses(folder, 1, folder + ": can't be read: it is a folder, no plain file; give the path");
    Path missing = folder.resolve("none");
    refuses(missing, 1, missing + ": can't be read: there is no such file or folder; give the");
    refuses(GOLDEN, 0, "The speed of a file's times must be more than 0, not 0.0; 2 sends twice");
    refuses(
        GOLDEN, Double.NaN, "The speed of a file's times must be more than 0, not nan; 2 sends");
  }

  private static void refuses(Path file, double speed, String message) {
    assertThatThrownBy(() -> TraceTimes.read(file, speed))
        .isInstanceOf(ScheduleException.class)
        .hasMessageStartingWith(message);
  }

  private TraceTimes read(String text) throws IOException {
    return TraceTimes.read(Files.writeString(folder.resolve("trace.jsonl"), text), 1);
  }

  private static <T> Iterable<T> list(Iterator<T> values) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, 0), false).toList();
  }
}
