package llmbench.metrics.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsSumTest {

  private static final long MILLI = 1_000_000;

  @Test
  void aRowHasItsTurnsInTheirOrderAndRowsThatOfTheirBeginning() {
    RunCharts charts =
        charts(turn(1, 1, 500), turn(0, 2, 800), turn(0, 1, 600), interrupted(0, 3, 900));
    ConversationRows rows = charts.conversations(100).orElseThrow();
    assertThat(rows.of()).isEqualTo(2);
    assertThat(rows.rows()).extracting(ConversationRows.Row::number).containsExactly(1, 0);
    List<ConversationRows.Turn> turns = rows.rows().get(1).turns();
    assertThat(turns).extracting(ConversationRows.Turn::number).containsExactly(1, 2, 3);
    assertThat(turns.get(0)).isEqualTo(new ConversationRows.Turn(1, 100, 120, 130, null));
    assertThat(turns.get(2).firstMillis()).isNaN();
    assertThat(turns.get(2).fault()).isEqualTo(FaultKind.INTERRUPTED);
  }

  @Test
  void ofManyConversationsAboutOneInSoManyIsShownWhole() {
    ConversationRows rows = charts(talks(1_000, 1)).conversations(300).orElseThrow();
    assertThat(rows.of()).isEqualTo(1_000);
    assertThat(rows.rows()).hasSizeBetween(60, 100);
    assertThat(rows.rows()).allSatisfy(row -> assertThat(row.turns()).hasSize(3));
    assertThat(rows.rule()).startsWith("About one in 16 conversations");
  }

  @Test
  void numbersThatOneOfSeveralInjectorsGivesAreChosenLikeOthers() {
    ConversationRows rows = charts(talks(1_000, 4)).conversations(300).orElseThrow();
    assertThat(rows.rows()).hasSizeBetween(40, 100);
  }

  @Test
  void whereThereIsNoRoomThereIsNoRow() {
    ConversationRows rows = charts(talks(4, 1)).conversations(0).orElseThrow();
    assertThat(rows.rows()).isEmpty();
    assertThat(rows.of()).isEqualTo(4);
  }

  @Test
  void ofHalfAMillionTurnsNoMoreAreKeptThanCouldBeShown() {
    TurnsSum sum = new TurnsSum(0);
    RequestRecord record = turn(0, 1, 0);
    for (int i = 0; i < 500_000; i++) {
      sum.take(record.in(new ConversationTurn(i / 2, i % 2 + 1, 0)));
    }
    ConversationRows rows = sum.rows(1 << 20).orElseThrow();
    assertThat(rows.of()).isEqualTo(250_000);
    assertThat(rows.rows()).hasSizeBetween(1 << 13, 1 << 15);
  }

  @Test
  void theFirstTokenIsToldByTurnOfThoseThatSucceeded() {
    TtftByTurn byTurn =
        charts(turn(0, 1, 0), turn(0, 2, 100), turn(1, 1, 0), interrupted(1, 2, 50))
            .ttftByTurn()
            .orElseThrow();
    assertThat(byTurn.numbers().stream()).containsExactly(1.0, 2.0);
    assertThat(byTurn.counts().stream()).containsExactly(2.0, 1.0);
    assertThat(byTurn.p50().stream()).containsExactly(20.0, 20.0);
  }

  @Test
  void requestsThatAreNoTurnsHaveNeither() {
    RunCharts charts = RunCharts.of(Requests.of(List.of(request(0, null))), 10);
    assertThat(charts.conversations(10)).isEmpty();
    assertThat(charts.ttftByTurn()).isEmpty();
  }

  private static RunCharts charts(RequestRecord... records) {
    return RunCharts.of(Requests.of(List.of(records)), 10);
  }

  /** So many of three turns, with numbers that are this far apart. */
  private static RequestRecord[] talks(int count, int apart) {
    List<RequestRecord> all = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            i -> {
              for (int turn = 1; turn <= 3; turn++) {
                all.add(turn(i * apart, turn, 10L * i + 1_000L * turn));
              }
            });
    return all.toArray(RequestRecord[]::new);
  }

  private static RequestRecord turn(int conversation, int turn, long sentMillis) {
    return request(sentMillis, null).in(new ConversationTurn(conversation, turn, 0));
  }

  private static RequestRecord interrupted(int conversation, int turn, long sentMillis) {
    return request(sentMillis, new Fault(FaultKind.INTERRUPTED, "stopped", null))
        .in(new ConversationTurn(conversation, turn, 0));
  }

  /** The first output after 20 ms, the last after 30. */
  private static RequestRecord request(long sentMillis, @Nullable Fault fault) {
    Messages messages =
        fault != null
            ? Messages.NONE
            : Messages.of(
                new MessageKind[] {MessageKind.TEXT, MessageKind.TEXT},
                new long[] {20 * MILLI, 30 * MILLI});
    return new RequestRecord(
        0,
        "chat",
        "",
        1,
        2,
        sentMillis * MILLI,
        (sentMillis + 30) * MILLI,
        200,
        0,
        messages,
        null,
        "stop",
        "",
        "",
        fault);
  }
}
