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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalscopePlayTest {

  private static final Draws NONE = new Draws(null, () -> 9);

  @Test
  void theFirstClaimsAreWarmUpAndWorkersTakeWhatComesNext() {
    EvalscopePlay play = play(extent(1, 2), NONE);
    Move.Send first = sent(play.begin(0));
    Move.Send second = sent(play.begin(0));
    assertThat(first.playing().isWarmUp()).isTrue();
    assertThat(second.playing().isWarmUp()).isFalse();
    Move.Send next = sent(play.answered(second.playing(), Answer.of("a"), 1));
    assertThat(next.playing()).extracting(Playing::number, Playing::turn).containsExactly(1, 2);
    Move.Send third = sent(play.failed(2));
    assertThat(third.playing()).extracting(Playing::number, Playing::turn).containsExactly(2, 1);
    assertThat(third.index()).isEqualTo(3);
    assertThat(play.begin(3)).isEqualTo(new Move.Done());
    assertThat(play.claimed()).isEqualTo(3);
    assertThat(play.sent()).isEqualTo(4);
  }

  @Test
  void aTurnSendsAllThatWasSaidAndWhatTheServerReallyAnswered() {
    EvalscopePlay play = play(extent(0, 1), NONE);
    Move.Send first = sent(play.begin(0));
    Answer answer = new Answer("text", "thought", "thoughttext", List.of(said("a call")));
    Move.Send second = sent(play.answered(first.playing(), answer, 1));
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
            extent(0, 1),
            List.<Conversation>of(conversation).iterator(),
            new Draws(gaps::next, () -> 9));
    Move.Wait tool = (Move.Wait) play.begin(0);
    assertThat(tool.nanos()).isEqualTo(7);
    Move.Wait gap = (Move.Wait) play.waited(tool.playing());
    assertThat(gap.nanos()).isEqualTo(500_000_000);
    Move.Send send = sent(play.waited(gap.playing()));
    assertThat(send.playing().waitedNanos()).isEqualTo(500_000_007);
    assertThat(send.request().ownMaxTokens()).hasValue(3);
    assertThat(send.request().routingId()).contains("id_t1");
    Move.Wait next = (Move.Wait) play.answered(send.playing(), Answer.of(""), 9);
    Move.Send second = sent(play.waited(next.playing()));
    assertThat(second.playing().waitedNanos()).isEqualTo(250_000_000);
    assertThat(second.request().ownMaxTokens()).isEmpty();
    assertThat(second.request().routingId()).contains("id_t2");
  }

  @Test
  void aDurationBeginsWithTheFirstMeasuredClaimAndEndsNoConversation() {
    Extent extent = new Extent(1, 9, OptionalInt.empty(), OptionalLong.of(10));
    EvalscopePlay play = play(extent, NONE);
    Move.Send warmUp = sent(play.begin(100));
    assertThat(play.deadlineNanos()).isEmpty();
    Move.Send measured = sent(play.begin(105));
    assertThat(play.deadlineNanos()).hasValue(115);
    assertThat(sent(play.failed(114)).playing().number()).isEqualTo(2);
    assertThat(play.isCut()).isFalse();
    assertThat(play.begin(115)).isEqualTo(new Move.Done());
    assertThat(play.isCut()).isTrue();
    assertThat(sent(play.answered(measured.playing(), Answer.of(""), 200)).playing().turn())
        .isEqualTo(2);
    assertThat(sent(play.answered(warmUp.playing(), Answer.of(""), 200)).playing().turn())
        .isEqualTo(2);
  }

  @Test
  void aConversationEndsAtTheMostTurnsThatAreWanted() {
    Extent extent = new Extent(0, 1, OptionalInt.of(1), OptionalLong.empty());
    EvalscopePlay play = play(extent, NONE);
    Move.Send only = sent(play.begin(0));
    assertThat(play.answered(only.playing(), Answer.of(""), 1)).isEqualTo(new Move.Done());
  }

  @Test
  void whatAWorkerHoldsIsNotChangedByWhatComesBehind() {
    EvalscopePlay play = play(extent(0, 1), NONE);
    Playing first = sent(play.begin(0)).playing();
    List<JsonNode> before = first.conversation().messages();
    Conversation one = first.conversation().answered(Answer.of("one"));
    Conversation other = first.conversation().answered(Answer.of("other"));
    assertThat(one.messages()).isNotEqualTo(other.messages());
    assertThat(first.conversation().messages()).isEqualTo(before);
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

  private static Extent extent(int warmUps, int number) {
    return new Extent(warmUps, number, OptionalInt.empty(), OptionalLong.empty());
  }

  /** Conversations of three turns, whose users say which turn of which it is. */
  private static EvalscopePlay play(Extent extent, Draws draws) {
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < extent.warmUps() + extent.number(); i++) {
      String number = i + ".";
      List<Turn> turns =
          IntStream.rangeClosed(1, 3)
              .mapToObj(turn -> Turn.of(List.of(said(number + turn))))
              .toList();
      all.add(KnownTurns.of(turns, Optional.empty(), KeptAnswer.AS_SENT));
    }
    return new EvalscopePlay(extent, all.iterator(), draws);
  }

  private static Move.Send sent(Move move) {
    assertThat(move).isInstanceOf(Move.Send.class);
    return (Move.Send) move;
  }

  private static List<String> contents(Move.Send send) {
    return send.request().messages().stream().map(each -> each.path("content").asText()).toList();
  }

  private static JsonNode said(String text) {
    return JsonNodeFactory.instance.objectNode().put("role", "user").put("content", text);
  }
}
