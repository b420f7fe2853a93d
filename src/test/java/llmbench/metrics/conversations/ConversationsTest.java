package llmbench.metrics.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationsTest {

  private static final long MILLI = 1_000_000;

  /** A goodput whose limit is a TTFT of 12 ms. */
  private static final Optional<Predicate<RequestTimes>> QUICK =
      Optional.of(request -> request.ttftSeconds() <= 0.012);

  private final List<RequestRecord> records = new ArrayList<>();

  @Test
  void requestsOfNoConversationHaveNone() {
    records.add(record(0, 10, 20, new Usage(10, 2, null), null));
    assertThat(figures()).isEmpty();
  }

  @Test
  void firstAndLaterTurnsAreApartAndEachNumberOfATurn() {
    turn(0, 1, 0, 0, 40, new Usage(30, 2, 0));
    turn(1, 1, 0, 0, 20, new Usage(20, 2, 0));
    turn(0, 2, 100, 200, 10, new Usage(60, 2, 32));
    turn(0, 3, 50, 400, 12, new Usage(90, 2, 64));
    Conversations conversations = figures().orElseThrow();
    assertThat(conversations.first().of(LatencyMetric.TTFT).mean()).isCloseTo(30, within(1e-9));
    assertThat(conversations.later().of(LatencyMetric.TTFT).mean()).isCloseTo(11, within(1e-9));
    assertThat(conversations.later().cachedPercent()).hasValue(64);
    assertThat(conversations.first().cachedPercent()).hasValue(0);
    assertThat(conversations.byTurn().keySet()).containsExactly(1, 2, 3);
    assertThat(at(conversations.byTurn(), 1).requests()).isEqualTo(2);
    assertThat(at(conversations.byTurn(), 3).promptTokens().median()).isEqualTo(90);
  }

  @Test
  void goodTurnsAreCountedOfAllThoseThatFailedAmongThem() {
    turn(0, 1, 0, 0, 40, null);
    turn(1, 1, 0, 0, 10, null);
    turn(0, 2, 0, 200, 12, null);
    turn(0, 3, 0, 400, 13, null);
    failed(1, 2, 100, FaultKind.HTTP_STATUS);
    Conversations conversations = figures().orElseThrow();
    assertThat(conversations.first().goodPercent()).hasValue(50);
    assertThat(conversations.first().failed()).isZero();
    assertThat(conversations.later().good()).hasValue(1);
    assertThat(conversations.later().failed()).isEqualTo(1);
    assertThat(conversations.later().goodPercent()).hasValue(100 / 3.0);
    assertThat(at(conversations.byTurn(), 2).goodPercent()).hasValue(50);
    assertThat(at(conversations.byTurn(), 2).requests()).isEqualTo(1);
  }

  @Test
  void historiesAreClassedByTheTokensOfThePromptDoublingByDoubling() {
    for (int tokens : List.of(1, 63, 64, 127, 128)) {
      turn(tokens, 1, 0, 0, tokens, new Usage(tokens, 2, null));
    }
    Conversations conversations = figures().orElseThrow();
    assertThat(conversations.byHistory().keySet()).containsExactly(1, 32, 64, 128);
    assertThat(at(conversations.byHistory(), 64).of(LatencyMetric.TTFT).max())
        .isCloseTo(127, within(1e-9));
  }

  @Test
  void aConversationsTokensDurationAndThinkingAreThoseOfItsTurns() {
    turn(4, 1, 900, 1_000, 10, new Usage(30, 5, null));
    turn(4, 2, 250, 1_300, 10, new Usage(70, 6, null));
    turn(9, 1, 0, 0, 10, new Usage(8, 1, null));
    Conversations.Each each = figures().orElseThrow().each();
    assertThat(each.turns().max()).isEqualTo(2);
    assertThat(each.promptTokens().max()).isEqualTo(100);
    assertThat(each.outputTokens().max()).isEqualTo(11);
    assertThat(each.seconds().max()).isCloseTo(0.32, within(1e-9));
    // What its user waited before it began is no part of it.
    assertThat(each.thinkSeconds().max()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aConversationWhoseLastTurnFailedIsAbandonedAndOneThatGoesOnIsNot() {
    turn(0, 1, 0, 0, 10, new Usage(8, 1, null));
    failed(0, 2, 100, FaultKind.HTTP_STATUS);
    failed(1, 1, 0, FaultKind.HTTP_STATUS);
    turn(1, 2, 0, 200, 10, new Usage(8, 1, null));
    turn(2, 1, 0, 0, 10, new Usage(8, 1, null));
    failed(2, 2, 300, FaultKind.INTERRUPTED);
    failed(3, 1, 300, FaultKind.INTERRUPTED);
    Conversations conversations = figures().orElseThrow();
    assertThat(conversations.ended()).isEqualTo(1);
    assertThat(conversations.abandoned()).isEqualTo(1);
    assertThat(conversations.interrupted()).isEqualTo(2);
    assertThat(conversations.all()).isEqualTo(4);
    assertThat(conversations.perSecond()).isCloseTo(1 / 0.22, within(1e-9));
  }

  @Test
  void withoutTheServersCountsThereAreTimesButNoTokens() {
    turn(0, 1, 0, 0, 10, null);
    turn(0, 2, 0, 100, 20, null);
    Conversations conversations = figures().orElseThrow();
    assertThat(conversations.later().of(LatencyMetric.TTFT).mean()).isCloseTo(20, within(1e-9));
    assertThat(conversations.later().promptTokens().size()).isZero();
    assertThat(conversations.later().cachedPercent()).isEmpty();
    assertThat(conversations.byHistory()).isEmpty();
    assertThat(conversations.each().promptTokens().size()).isZero();
    assertThat(conversations.each().turns().max()).isEqualTo(2);
  }

  @Test
  void partsOfARunEachCountTheirConversations() {
    turn(0, 1, 0, 0, 10, new Usage(8, 1, null));
    Requests one = Requests.of(List.copyOf(records));
    Requests both = Requests.joined(List.of(one.ofPart(0, 2), one.ofPart(1, 2)));
    assertThat(figures(both).orElseThrow().ended()).isEqualTo(2);
    assertThat(figures(Requests.joined(List.of(one, one))).orElseThrow().ended()).isEqualTo(1);
  }

  private static TurnGroup at(SortedMap<Integer, TurnGroup> groups, int key) {
    return Objects.requireNonNull(groups.get(key));
  }

  private Optional<Conversations> figures() {
    return figures(Requests.of(records));
  }

  private static Optional<Conversations> figures(Requests drawn) {
    Collector<Optional<Conversations>> collector =
        Conversations.collector(drawn, ConversationsTest::times, QUICK);
    Collector.walk(drawn.finished(), List.of(collector));
    return collector.figures();
  }

  private void turn(
      int conversation,
      int turn,
      long thinkMillis,
      long sentMillis,
      long ttftMillis,
      @Nullable Usage usage) {
    records.add(
        record(records.size(), sentMillis, ttftMillis, usage, null)
            .in(new ConversationTurn(conversation, turn, thinkMillis * MILLI)));
  }

  private void failed(int conversation, int turn, long sentMillis, FaultKind kind) {
    records.add(
        record(records.size(), sentMillis, 0, null, new Fault(kind, "failed", null))
            .in(new ConversationTurn(conversation, turn, 0)));
  }

  /** The second output comes after 10 ms, and is the last. */
  private static RequestRecord record(
      int index, long sentMillis, long ttftMillis, @Nullable Usage usage, @Nullable Fault fault) {
    Messages messages =
        fault != null
            ? Messages.NONE
            : Messages.of(
                new MessageKind[] {MessageKind.TEXT, MessageKind.TEXT},
                new long[] {ttftMillis * MILLI, (ttftMillis + 10) * MILLI});
    return new RequestRecord(
        index,
        "chat",
        "",
        1,
        2,
        sentMillis * MILLI,
        (sentMillis + (fault == null ? ttftMillis + 10 : 5)) * MILLI,
        fault == null ? 200 : 500,
        0,
        messages,
        usage,
        "stop",
        "",
        "",
        fault);
  }

  private static RequestTimes times(RequestRecord request) {
    ChunkRule.Times times = ChunkRule.OUTPUTS.read(request.messages());
    return new RequestTimes(
        request.index(),
        request.ok(),
        0,
        0,
        times.firstSeconds(),
        times.gapsSeconds(),
        times.lastSeconds(),
        0,
        2,
        false,
        0,
        null,
        "",
        "");
  }
}
