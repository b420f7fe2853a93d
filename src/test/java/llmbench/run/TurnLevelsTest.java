package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import llmbench.conversation.Answer;
import llmbench.conversation.Move;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/**
 * Levels of conversations one after the other. What {@code evalscope perf} 1.14.1 itself has sent
 * for this line to a simulated server was written down: 31 requests, of which the first turns don't
 * go by what was answered.
 */
class TurnLevelsTest {

  private static final String LINE =
      "evalscope perf --model Qwen2.5-0.5B-Instruct --url http://127.0.0.1:8871/v1/chat/completions"
          + " --no-test-connection --multi-turn --dataset random_multi_turn --min-turns 2"
          + " --max-turns 4 --min-prompt-length 10 --max-prompt-length 30 --parallel 1 1"
          + " --number 3 4 --warmup-num 1 --max-tokens 4 9 --rate 30 --seed 5"
          + " --tokenizer-path bundled";

  /** The bodies of the second level's first turns: the first 8 bytes of their SHA-256. */
  private static final List<String> SECOND =
      List.of(
          "31fbeebf1045960c",
          "6cbcef3e2561663a",
          "ef289bb05bb546ca",
          "18e6dde1e791c2a8",
          "fc34e665b64ff15f");

  private static final int REQUESTS_OF_THE_FIRST = 15;

  private final Opened tokenizer = Tokenizers.open("bundled", null);
  private final List<String> notes = new ArrayList<>();

  private static List<BenchOptions> levels() {
    return RunPlans.of(new Sources(LINE, Map.of())).levels().known().stream()
        .map(level -> new OptionsReader().read(level.sources()))
        .toList();
  }

  private TurnWorkload workload(TurnLevels levels, BenchOptions options) {
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, notes::add);
    TurnWorkload workload = levels.workload(context, "Qwen2.5-0.5B-Instruct");
    workload.begin();
    return workload;
  }

  /** All that is sent where every turn is answered at once. */
  private static List<Move.Send> played(TurnWorkload workload) {
    List<Move.Send> sent = new ArrayList<>();
    Deque<Move> moves = new ArrayDeque<>(workload.play().begin(0));
    while (!moves.isEmpty()) {
      Move next = moves.remove();
      if (next instanceof Move.Wait wait) {
        moves.addAll(wait.then().at(wait.untilNanos()));
      } else if (next instanceof Move.Send send) {
        sent.add(send);
        moves.addAll(send.end().answered(Answer.of("so"), 0));
      }
    }
    return sent;
  }

  private static List<String> firstTurns(TurnWorkload workload) {
    return played(workload).stream()
        .filter(send -> send.turn().turn() == 1)
        .map(send -> hash(workload.request(send).bytes()))
        .toList();
  }

  private static String hash(byte[] body) {
    try {
      byte[] all = MessageDigest.getInstance("SHA-256").digest(body);
      return "%016x".formatted(ByteBuffer.wrap(all).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLevelGoesOnWithWhatTheOneBeforeHasDrawn() {
    TurnLevels levels = new TurnLevels();
    assertThat(played(workload(levels, levels().get(0)))).hasSize(REQUESTS_OF_THE_FIRST);
    assertThat(firstTurns(workload(levels, levels().get(1)))).isEqualTo(SECOND);
    assertThat(notes).isEmpty();
  }

  @Test
  void aLevelWhoseFirstOneSomebodyElseHasPlayedSaysThatItBeginsAnew() {
    assertThat(firstTurns(workload(new TurnLevels(), levels().get(1))))
        .hasSameSizeAs(SECOND)
        .doesNotContainAnyElementsOf(SECOND);
    assertThat(notes).singleElement().asString().contains("begins anew with the seed");
  }
}
