package llmbench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import llmbench.conversation.EvalscopePlay.Draws;
import llmbench.conversation.EvalscopePlay.Extent;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.FaultKind;
import llmbench.timeline.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalscopePlayTest {

  private static final Draws NONE = new Draws(null, () -> 9);

  @Test
  void theFirstClaimsAreWarmUpAndWorkersTakeWhatComesNext() {
    EvalscopePlay play = play(2, 1, 2, NONE);
    List<Move> begun = play.begin(0);
    assertThat(begun).hasSize(2);
    Move.Send first = sent(begun.subList(0, 1));
    Move.Send second = sent(begun.subList(1, 2));
    assertThat(first.isWarmUp()).isTrue();
    assertThat(second.isWarmUp()).isFalse();
    Move.Send next = sent(second.end().answered(Answer.of("a"), 1));
    assertThat(next.turn()).isEqualTo(new ConversationTurn(1, 2, 0));
    Move.Send third = sent(first.end().failed(FaultKind.HTTP_STATUS, 2));
    assertThat(third.turn()).isEqualTo(new ConversationTurn(2, 1, 0));
    assertThat(third.index()).isEqualTo(3);
    assertThat(next.end().failed(FaultKind.HTTP_STATUS, 3)).isEmpty();
    assertThat(play.claimed()).isEqualTo(3);
    assertThat(play.sent()).isEqualTo(4);
  }

  @Test
  void aTurnSendsAllThatWasSaidAndWhatTheServerReallyAnswered() {
    EvalscopePlay play = play(1, 0, 1, NONE);
    Move.Send first = sent(play.begin(0));
    Answer answer =
        new Answer("text", "thought", "thoughttext", List.of(new ToolCall("1", "sum", "{}")));
    Move.Send second = sent(first.end().answered(answer, 1));
    assertThat(contents(second)).containsExactly("0.1", "thoughttext", "0.2");
    assertThat(contents(first)).containsExactly("0.1");
    assertThat(second.request().maxTokens()).isEqualTo(9);
  }

  /** The tool's own wait first, then the pause of a rate; both are what its user has waited. */
  @Test
  void aTurnWaitsForItsToolAndThenForTheGapThatIsDrawnThen() {
    Iterator<Double> gaps = List.of(0.5, 0.25).iterator();
    KnownTurns conversation =
        KnownTurns.of(
            List.of(
                new Turn(List.of(said("a")), 7, OptionalInt.of(3)), Turn.of(List.of(said("b")))),
            Optional.of("id"),
            KeptAnswer.AS_SENT);
    EvalscopePlay play =
        new EvalscopePlay(
            new Extent(1, OptionalInt.empty(), OptionalLong.empty()),
            List.of(new Numbered(0, false, conversation)).iterator(),
            new Draws(gaps::next, () -> 9));
    Move.Wait tool = waits(play.begin(1));
    assertThat(tool.untilNanos()).isEqualTo(8);
    Move.Wait gap = waits(tool.then().at(10));
    assertThat(gap.untilNanos()).isEqualTo(500_000_010);
    Move.Send send = sent(gap.then().at(500_000_011));
    assertThat(send.turn().thinkNanos()).isEqualTo(500_000_007);
    assertThat(send.request().ownMaxTokens()).hasValue(3);
    assertThat(send.request().conversationId()).contains("id");
    Move.Wait next = waits(send.end().answered(Answer.of(""), 900_000_000));
    assertThat(next.untilNanos()).isEqualTo(1_150_000_000);
    Move.Send second = sent(next.then().at(1_150_000_000));
    assertThat(second.turn().thinkNanos()).isEqualTo(250_000_000);
    assertThat(second.request().ownMaxTokens()).isEmpty();
    assertThat(second.request().conversationId()).contains("id");
  }

  @Test
  void aDurationBeginsWithTheFirstMeasuredClaimAndEndsNoConversation() {
    Extent extent = new Extent(1, OptionalInt.empty(), OptionalLong.of(10));
    EvalscopePlay play = new EvalscopePlay(extent, conversations(1, 9), NONE);
    Move.Send warmUp = sent(play.begin(100));
    assertThat(play.deadlineNanos()).isEmpty();
    Move.Send measured = sent(warmUp.end().failed(FaultKind.HTTP_STATUS, 105));
    assertThat(play.deadlineNanos()).hasValue(115);
    Move.Send another = sent(measured.end().failed(FaultKind.HTTP_STATUS, 114));
    assertThat(another.turn().conversation()).isEqualTo(2);
    assertThat(play.isCut()).isFalse();
    Move.Send later = sent(another.end().answered(Answer.of(""), 200));
    assertThat(later.turn().turn()).isEqualTo(2);
    assertThat(later.end().failed(FaultKind.HTTP_STATUS, 201)).isEmpty();
    assertThat(play.isCut()).isTrue();
  }

  @Test
  void aConversationEndsAtTheMostTurnsThatAreWanted() {
    Extent extent = new Extent(1, OptionalInt.of(1), OptionalLong.empty());
    Move.Send only = sent(new EvalscopePlay(extent, conversations(0, 1), NONE).begin(0));
    assertThat(only.end().answered(Answer.of(""), 1)).isEmpty();
  }

  @Test
  void whatAnAnswerMakesDoesNotChangeWhatWasBefore() {
    Conversation first =
        KnownTurns.of(
            List.of(Turn.of(List.of(said("a"))), Turn.of(List.of(said("b")))),
            Optional.empty(),
            KeptAnswer.AS_SENT);
    List<JsonNode> before = first.messages();
    Conversation one = first.answered(Answer.of("one"));
    Conversation other = first.answered(Answer.of("other"));
    assertThat(one.messages()).isNotEqualTo(other.messages());
    assertThat(first.messages()).isEqualTo(before);
  }

  /** Source: {@code _log_warmup_handoff}. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, ''",
    "2, 2, ''",
    "2, 0, --warmup-num 2 or more covers all that begin together",
    "3, 1, Only 1 of the 3 conversations that begin together are warm-up"
  })
  void measuredConversationsThatBeginBesideNoWarmUpAreWarnedOf(
      int workers, int warmUps, String said) {
    assertThat(EvalscopePlay.caution(workers, warmUps).orElse("")).contains(said);
    assertThat(EvalscopePlay.caution(workers, warmUps).isEmpty()).isEqualTo(said.isEmpty());
  }

  private static EvalscopePlay play(int workers, int warmUps, int number, Draws draws) {
    Extent extent = new Extent(workers, OptionalInt.empty(), OptionalLong.empty());
    return new EvalscopePlay(extent, conversations(warmUps, number), draws);
  }

  /** Conversations of three turns, whose users say which turn of which it is. */
  private static Iterator<Numbered> conversations(int warmUps, int number) {
    List<Numbered> all = new ArrayList<>();
    for (int i = 0; i < warmUps + number; i++) {
      String prefix = i + ".";
      List<Turn> turns =
          IntStream.rangeClosed(1, 3)
              .mapToObj(turn -> Turn.of(List.of(said(prefix + turn))))
              .toList();
      Conversation conversation = KnownTurns.of(turns, Optional.empty(), KeptAnswer.AS_SENT);
      all.add(new Numbered(i, i < warmUps, conversation));
    }
    return all.iterator();
  }

  private static Move.Send sent(List<Move> moves) {
    assertThat(moves).singleElement().isInstanceOf(Move.Send.class);
    return (Move.Send) moves.get(0);
  }

  private static Move.Wait waits(List<Move> moves) {
    assertThat(moves).singleElement().isInstanceOf(Move.Wait.class);
    return (Move.Wait) moves.get(0);
  }

  private static List<String> contents(Move.Send send) {
    return send.request().messages().stream().map(each -> each.path("content").asText()).toList();
  }

  private static JsonNode said(String text) {
    return JsonNodeFactory.instance.objectNode().put("role", "user").put("content", text);
  }
}
