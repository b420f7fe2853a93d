package llmbench.metrics.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialects on small streams: {@code kind@milliseconds}. */
class EvalscopeStreamsTest {

  private static final Usage USAGE = new Usage(29, 5, null);

  /** TTFT | gaps | latency | chunks from the first output on. */
  @ParameterizedTest
  @CsvSource({
    // The role chunk is 1.1's first token; finish adds a gap; usage ends both latencies.
    "R@10 T@11 T@21 F@22 U@23 D@30, V1_1,  10 | 1 10 1 | 23 | 3",
    "R@10 T@11 T@21 F@22 U@23 D@30, V1_14, 11 | 10     | 23 | 3",
    // An empty chunk is a gap of 1.1, and inside a longer one of 1.14.
    "T@10 E@20 T@30 D@31,           V1_1,  10 | 10 10  | 30 | 3",
    "T@10 E@20 T@30 D@31,           V1_14, 10 | 20     | 30 | 3",
    // Usage or anything else between chunks moves 1.1's base, not 1.14's.
    "T@10 U@15 O@18 T@20 D@21,      V1_1,  10 | 2      | 20 | 2",
    "T@10 U@15 O@18 T@20 D@21,      V1_14, 10 | 10     | 20 | 2",
    // Reasoning and tool calls are output.
    "R@5 G@10 C@14 F@15 D@16,       V1_14, 10 | 4      | 15 | 3",
    "R@5 G@10 C@14 F@15 D@16,       V1_1,  5 | 5 4 1   | 15 | 3",
    // Many messages in one read.
    "R@9 T@9 T@9 F@9 U@9 D@9,       V1_1,  9 | 0 0 0   | 9 | 3",
    "R@9 T@9 T@9 F@9 U@9 D@9,       V1_14, 9 | 0       | 9 | 3",
  })
  void everyDialectReadsItsOwnTimes(String stream, EvalscopeDialect dialect, String expected) {
    EvalscopeRequest request = read(dialect, record(0, stream, USAGE, null));
    assertThat(shown(request)).isEqualTo(expected.replaceAll(" +", " "));
  }

  @ParameterizedTest
  @CsvSource({"V1_1, 1", "V1_14, 2"})
  void countsBothTokenNumbersWhereTheServerLeftOneOut(EvalscopeDialect dialect, int answers) {
    List<@Nullable Usage> usages = new ArrayList<>();
    usages.add(null);
    usages.add(new Usage(29, null, null));
    usages.add(new Usage(null, 5, null));
    TokenCounters counters = new TokenCounters(record -> 35, text -> text.split(" ", -1).length);
    for (Usage usage : usages) {
      EvalscopeRequest request = dialect.request(record(0, "T@1 D@2", usage, null), counters);
      assertThat(request.times().inputTokens()).isEqualTo(35);
      // Only 1.14 counts the reasoning.
      assertThat(request.times().outputTokens()).isEqualTo(answers);
      assertThat(request.times().tokensCounted()).isTrue();
    }
    EvalscopeRequest told = read(dialect, record(0, "T@1 D@2", new Usage(29, 0, 16), null));
    assertThat(told.times().inputTokens()).isEqualTo(29);
    assertThat(told.times().outputTokens()).isZero();
    assertThat(told.times().tokensCounted()).isFalse();
    assertThat(told.cachedTokens()).hasValue(16);
  }

  @ParameterizedTest
  @CsvSource({"V1_1", "V1_14"})
  void aFaultOfOursIsAFailureOfTheirs(EvalscopeDialect dialect) {
    Fault cut = new Fault(FaultKind.CUT, "the stream ended early", null);
    EvalscopeRequest request = read(dialect, record(0, "R@1 T@2 T@3", USAGE, cut));
    assertThat(request.times().success()).isFalse();
    assertThat(request.times().error()).isEqualTo("cut: the stream ended early");
    assertThat(request.times().latencySeconds()).isZero();
    assertThat(request.times().outputTokens()).isZero();
    EvalscopeFigures figures = EvalscopeFigures.of(List.of(request), dialect);
    assertThat(figures.failed()).isEqualTo(1);
    assertThat(figures.latencySeconds()).isEqualTo(-1);
    assertThat(figures.spreads().itl().size()).isZero();
  }

  @Test
  void anAnswerThatCameWholeIsItsOwnFirstToken() {
    for (EvalscopeDialect dialect : EvalscopeDialect.values()) {
      EvalscopeRequest request = read(dialect, record(0, "", USAGE, null).asUnstreamed());
      assertThat(request.streamed()).isFalse();
      assertThat(request.times().ttftSeconds()).isEqualTo(0.5);
      assertThat(request.times().latencySeconds()).isEqualTo(0.5);
      assertThat(request.times().gapsSeconds().size()).isZero();
      assertThat(request.times().tpotSeconds()).isZero();
      assertThat(request.times().outputTokens()).isEqualTo(5);
      assertThat(request.tokensPerIteration()).isZero();
    }
  }

  @Test
  void onlyStreamsAreInTheTokenTimesOf114WhereThereAreAny() {
    List<RequestRecord> records =
        List.of(
            record(0, "", USAGE, null).asUnstreamed(), record(1, "T@100 T@140 D@141", USAGE, null));
    EvalscopeFigures newer = figures(EvalscopeDialect.V1_14, records);
    assertThat(newer.streamed()).isEqualTo(1);
    assertThat(newer.ttftSeconds()).isEqualTo(0.1);
    assertThat(newer.tpotSeconds()).isCloseTo(0.01, within(1e-12));
    assertThat(newer.latencySeconds()).isCloseTo(0.32, within(1e-12));
    assertThat(newer.spreads().ttft().size()).isEqualTo(1);
    EvalscopeFigures older = figures(EvalscopeDialect.V1_1, records);
    assertThat(older.ttftSeconds()).isCloseTo(0.3, within(1e-12));
    assertThat(older.tpotSeconds()).isCloseTo(0.005, within(1e-12));
    EvalscopeFigures whole = figures(EvalscopeDialect.V1_14, records.subList(0, 1));
    assertThat(whole.streamed()).isZero();
    assertThat(whole.ttftSeconds()).isEqualTo(0.5);
    assertThat(whole.tpotSeconds()).isZero();
    assertThat(whole.itlSeconds()).isZero();
  }

  @Test
  void aFailureCountsAsWhatItWasToBe() {
    Fault refused = new Fault(FaultKind.CONNECT, "refused", null);
    RequestRecord failed = record(1, "", null, refused);
    List<RequestRecord> records =
        List.of(record(0, "", USAGE, null).asUnstreamed(), failed.asUnstreamed());
    assertThat(figures(EvalscopeDialect.V1_14, records).streamed()).isZero();
    assertThat(figures(EvalscopeDialect.V1_14, List.of(failed)).streamed()).isEqualTo(1);
  }

  private static EvalscopeFigures figures(EvalscopeDialect dialect, List<RequestRecord> records) {
    TokenCounters counters = TokenCounters.withDatasetPrompts(text -> 0);
    return EvalscopeFigures.of(EvalscopeRequest.of(records, dialect, counters), dialect);
  }

  private static EvalscopeRequest read(EvalscopeDialect dialect, RequestRecord record) {
    return dialect.request(record, TokenCounters.withDatasetPrompts(text -> -1));
  }

  private static String shown(EvalscopeRequest request) {
    String gaps =
        request.times().gapsSeconds().stream()
            .mapToObj(EvalscopeStreamsTest::millis)
            .collect(Collectors.joining(" "));
    return String.join(
        " | ",
        millis(request.times().ttftSeconds()),
        gaps,
        millis(request.times().latencySeconds()),
        Integer.toString(request.decodeChunks()));
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.0f", seconds * 1000);
  }

  private static RequestRecord record(
      int index, String stream, @Nullable Usage usage, @Nullable Fault fault) {
    String[] words = stream.isEmpty() ? new String[0] : stream.split(" ", -1);
    MessageKind[] kinds = new MessageKind[words.length];
    long[] nanos = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      kinds[i] = MessageKind.of(words[i].charAt(0));
      nanos[i] = Long.parseLong(words[i].substring(2)) * 1_000_000;
    }
    return new RequestRecord(
        index,
        "chat",
        "",
        100,
        100,
        1_000_000_000,
        1_500_000_000,
        200,
        0,
        Messages.of(kinds, nanos),
        usage,
        "stop",
        "answer",
        "thought ",
        fault);
  }
}
