package llmbench.metrics.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.RequestTimes;
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

/** Streams by hand, {@code letter@millis}; expected: {@code ttft | gaps | latency} in ms. */
class VllmDialectTest {

  @ParameterizedTest
  @CsvSource({
    // A whole stream: role, two texts, finish, usage, done.
    "R@10 T@20 T@25 F@31 U@40 D@41, V0_11_CHAT,        10 | 10 5 6 | 40",
    "R@10 T@20 T@25 F@31 U@40 D@41, V0_11_COMPLETIONS, 10 | 10 5 6 | 31",
    "R@10 T@20 T@25 F@31 U@40 D@41, V0_32_CHAT,        10 | 10 5 6 | 31",
    "R@10 T@20 T@25 F@31 U@40 D@41, V0_32_COMPLETIONS, 10 | 10 5 6 | 31",
    // Completions have no role; the last text may be empty.
    "T@10 T@15 E@20 U@21 D@21,      V0_11_COMPLETIONS, 10 | 5 5 | 20",
    "T@10 T@15 E@20 U@21 D@21,      V0_32_COMPLETIONS, 10 | 5 5 | 20",
    // Usage in the middle: only 0.11 chat measures the next gap from it.
    "T@10 U@14 T@20 D@30,           V0_11_CHAT,        10 | 6 | 20",
    "T@10 U@14 T@20 D@30,           V0_11_COMPLETIONS, 10 | 10 | 20",
    "T@10 U@14 T@20 D@30,           V0_32_CHAT,        10 | 10 | 20",
    // So does any other JSON, and before the first chunk it is nothing to any of them.
    "O@5 T@10 O@14 T@20 O@27 D@30,  V0_11_CHAT,        10 | 6 | 27",
    "O@5 T@10 O@14 T@20 O@27 D@30,  V0_32_CHAT,        10 | 10 | 20",
    // Reasoning, tool calls and empty chunks count as chunks.
    "R@1 G@2 G@4 E@7 C@11 F@16 D@17, V0_11_CHAT,       1 | 1 2 3 4 5 | 16",
    "R@1 G@2 G@4 E@7 C@11 F@16 D@17, V0_32_CHAT,       1 | 1 2 3 4 5 | 16",
    // Several in one read: gaps of 0.
    "R@10 T@10 T@10 T@30 F@30 U@30 D@30, V0_11_CHAT,   10 | 0 0 20 0 | 30",
    "R@10 T@10 T@10 T@30 F@30 U@30 D@30, V0_32_CHAT,   10 | 0 0 20 0 | 30",
    // One chunk is enough.
    "T@10 D@12,                     V0_32_CHAT,        10 |  | 10",
    // 0.33 takes the output of a chat, small letters by its own rule.
    "R@10 T@20 T@25 F@31 U@40 D@41, V0_33_CHAT,        20 | 5 | 25",
    "R@1 G@2 g@4 E@7 C@11 F@16 D@17, V0_33_CHAT,       2 | 9 | 11",
    "e@1 t@2 c@4 r@7 T@11 f@16 D@17, V0_33_CHAT,       1 | 6 4 5 | 16",
    "e@1 t@2 c@4 r@7 T@11 f@16 D@17, V0_32_CHAT,       1 | 1 2 3 4 5 | 16",
    "R@1 E@2 F@3 t@4 U@5 D@6,       V0_33_CHAT,        failed",
    // No chunk: only 0.11 chat takes that for a success.
    "U@10 D@12,                     V0_11_CHAT,        0 |  | 10",
    "U@10 D@12,                     V0_11_COMPLETIONS, failed",
    "U@10 D@12,                     V0_32_CHAT,        failed",
    "U@10 D@12,                     V0_32_COMPLETIONS, failed",
  })
  void everyDialectReadsItsOwnTimes(String stream, VllmDialect dialect, String expected) {
    RequestTimes times = dialect.times(record(stream, 1, null, null), text -> 1);
    assertThat(shown(times)).isEqualTo(expected);
  }

  @Test
  void anAnswerThatCameWholeIsItsFirstAndLastChunk() {
    for (VllmDialect dialect : VllmDialect.values()) {
      RequestRecord whole = record("", 1, new Usage(1, 9, null), null).asUnstreamed();
      RequestTimes times = dialect.times(whole, text -> 0);
      assertThat(shown(times)).isEqualTo("500 |  | 500");
      assertThat(times.tpotSeconds()).isZero();
      Fault empty = new Fault(FaultKind.EMPTY, "empty", null);
      RequestTimes failed = dialect.times(record("", 1, null, empty).asUnstreamed(), text -> 0);
      assertThat(failed.ttftSeconds()).isZero();
      assertThat(failed.success()).isFalse();
    }
  }

  @Test
  void honestTimesAreThoseOfOutputs() {
    ChunkRule.Times times = ChunkRule.OUTPUTS.read(messages("R@10 T@20 E@22 U@23 T@25 F@31 U@40"));
    assertThat(times.firstSeconds()).isEqualTo(0.020);
    assertThat(times.gapsSeconds()).isEqualTo(Series.of(0.005));
    assertThat(times.lastSeconds()).isEqualTo(0.025);
  }

  @Test
  void inputTokensAreTheDatasetsIn011AndTheServersIn032() {
    RequestRecord reported = record("T@1 D@2", 100, new Usage(129, 7, null), null);
    RequestRecord silent = record("T@1 D@2", 100, new Usage(null, 7, null), null);
    for (VllmDialect dialect : VllmDialect.values()) {
      // What hears sound takes no count of the server's, either.
      boolean old = dialect.name().startsWith("V0_11") || dialect == VllmDialect.SPEECH;
      assertThat(dialect.times(reported, text -> 0).inputTokens()).isEqualTo(old ? 100 : 129);
      assertThat(dialect.times(silent, text -> 0).inputTokens()).isEqualTo(100);
    }
  }

  @Test
  void anAnswerOfVectorsHasTheTokensOfItsInputAlone() {
    RequestRecord told = record("", 100, new Usage(7, 0, null), null).asUnstreamed();
    RequestRecord total =
        record("", 100, new Usage(9, 0, null, Usage.Place.AS_TOTAL, null), null).asUnstreamed();
    RequestRecord bytes = record("", 100, new Usage(null, 0, null), null).asUnstreamed();
    Fault refused = new Fault(FaultKind.HTTP_STATUS, "status 400", null);
    assertThat(
            List.of(told, total, bytes, record("", 100, null, refused).asUnstreamed()).stream()
                .map(record -> VllmDialect.POOLING.times(record, text -> 42))
                .map(times -> times.inputTokens() + "+" + times.outputTokens()))
        .containsExactly("7+0", "0+0", "100+0", "0+0");
  }

  @Test
  void countsBesideAChoiceAreFor033ChatsAlone() {
    Usage beside = new Usage(129, 9, null, Usage.Place.BESIDE_CHOICES, null);
    Usage hidden = new Usage(131, 11, null, Usage.Place.WITH_OUTPUT, beside);
    List<VllmDialect> generating = new ArrayList<>(List.of(VllmDialect.values()));
    generating.remove(VllmDialect.POOLING);
    for (VllmDialect dialect : generating) {
      boolean looks = dialect.name().equals("V0_33_CHAT");
      for (Usage usage : List.of(beside, hidden)) {
        RequestTimes times = dialect.times(record("T@1 D@2", 100, usage, null), text -> 42);
        assertThat(times.outputTokens()).isEqualTo(looks ? 9 : 42);
        assertThat(times.inputTokens()).isEqualTo(looks ? 129 : 100);
      }
    }
  }

  @Test
  void theTokenizerCountsOnlyWhatTheServerDidNot() {
    List<String> asked = new ArrayList<>();
    List<@Nullable Usage> usages = new ArrayList<>();
    usages.add(null);
    usages.add(new Usage(5, null, null));
    usages.add(new Usage(5, 0, null));
    usages.add(new Usage(5, 9, null));
    List<RequestRecord> records =
        usages.stream()
            .map(usage -> record("T@1 D@2", 5, usage, null))
            .collect(Collectors.toList());
    List<RequestTimes> times =
        DatasetOrder.of(
            records,
            VllmDialect.V0_32_CHAT,
            text -> {
              asked.add(text);
              return 42;
            });
    assertThat(times).extracting(RequestTimes::outputTokens).containsExactly(42, 42, 42, 9);
    assertThat(times)
        .extracting(RequestTimes::tokensCounted)
        .containsExactly(true, true, true, false);
    assertThat(asked).containsExactly("an answer", "an answer", "an answer");
  }

  @Test
  void aFailureKeepsItsTimesButHasNeitherLatencyNorTokensNorText() {
    Fault cut = new Fault(FaultKind.CUT, "the stream ended early", null);
    RequestTimes times =
        VllmDialect.V0_11_CHAT.times(record("R@10 T@20", 1, new Usage(1, 9, null), cut), text -> 9);
    assertThat(times.success()).isFalse();
    assertThat(times.error()).isEqualTo("cut: the stream ended early");
    assertThat(times.ttftSeconds()).isEqualTo(0.010);
    assertThat(times.gapsSeconds()).isEqualTo(Series.of(0.010));
    assertThat(times.latencySeconds()).isZero();
    assertThat(times.outputTokens()).isZero();
    assertThat(times.tokensCounted()).isFalse();
    assertThat(times.text()).isEmpty();
    assertThat(times.endSeconds()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void aFaultWithoutWordsIsStillAFailure() {
    Fault mute = new Fault(FaultKind.DISCONNECT, " ", null);
    assertThat(VllmDialect.V0_32_CHAT.times(record("", 1, null, mute), text -> 9).error())
        .isEqualTo("disconnect");
  }

  @Test
  void requestsComeInTheOrderOfTheDataset() {
    List<RequestRecord> finished = List.of(indexed(2), indexed(0), indexed(1));
    assertThat(DatasetOrder.of(finished, VllmDialect.V0_32_CHAT, text -> 1))
        .extracting(RequestTimes::index)
        .containsExactly(0, 1, 2);
  }

  private static String shown(RequestTimes times) {
    if (!times.success()) {
      assertThat(times.error()).startsWith("Never received a valid chunk to calculate TTFT.");
      return "failed";
    }
    String gaps =
        times.gapsSeconds().stream()
            .mapToObj(VllmDialectTest::millis)
            .collect(Collectors.joining(" "));
    return millis(times.ttftSeconds()) + " | " + gaps + " | " + millis(times.latencySeconds());
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.0f", seconds * 1000);
  }

  private static Messages messages(String stream) {
    String[] words = stream.isEmpty() ? new String[0] : stream.split(" ", -1);
    MessageKind[] kinds = new MessageKind[words.length];
    long[] nanos = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      kinds[i] = MessageKind.of(words[i].charAt(0));
      nanos[i] = Long.parseLong(words[i].substring(2)) * 1_000_000;
    }
    return Messages.of(kinds, nanos);
  }

  private static RequestRecord indexed(int index) {
    return new RequestRecord(
        index, "chat", "", 1, 1, 0, 9, 200, 0, messages("T@1 D@2"), null, null, "a", "", null);
  }

  private static RequestRecord record(
      String stream, int promptTokens, @Nullable Usage usage, @Nullable Fault fault) {
    return new RequestRecord(
        0,
        "chat",
        "",
        promptTokens,
        100,
        1_000_000_000,
        1_500_000_000,
        200,
        0,
        messages(stream),
        usage,
        "stop",
        "an answer",
        "",
        fault);
  }
}
