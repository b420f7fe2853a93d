package llmbench.options.table;

import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;

/**
 * Conversations of vLLM's Rust client: options of {@code vllm bench serve} that Python's parser
 * doesn't have. None has a default here, so that a run without them has none of them in its record.
 *
 * <p>Source: {@code rust/src/bench/src/cli.rs} of vLLM 0.33.
 */
public final class RustTurnOptions {

  public static final String MULTI_TURN = "multi-turn";
  public static final String NUM_TURNS = "multi-turn-num-turns";
  public static final String MIN_TURNS = "multi-turn-min-turns";
  public static final String MAX_TURNS = "multi-turn-max-turns";
  public static final String CONCURRENCY = "multi-turn-concurrency";
  public static final String DELAY = "multi-turn-delay-ms";
  public static final String GLOBAL_RATIO = "multi-turn-prefix-global-ratio";
  public static final String CONVERSATION_RATIO = "multi-turn-prefix-conversation-ratio";
  public static final String PER_TURN_INPUT = "per-turn-input-len";
  public static final String MAX_MODEL_LEN = "max-model-len";

  private static final ValueType RATIO =
      new ValueType("a number from 0 to 1", ValueType.SHARE.fits(), ValueType.SHARE.normal());

  /** In the order of the client's help. */
  public static final List<Option> ALL =
      List.of(
              flag(MULTI_TURN)
                  .honoured(
                      "conversations of several turns, in place of single requests; of"
                          + " --dataset-name random or sharegpt, with --backend openai-chat:"
                          + " docs/vllm-multi-turn.md"),
              one(NUM_TURNS, ValueType.wholeFrom(1)).honoured("turns of a random conversation; 3"),
              one(MIN_TURNS, ValueType.wholeFrom(0))
                  .honoured("the fewest of a random one; 0: --multi-turn-num-turns"),
              one(MAX_TURNS, ValueType.wholeFrom(0))
                  .honoured(
                      "the most of a random one; 0: --multi-turn-num-turns. Of sharegpt where a"
                          + " longer one ends; 0: its own end"),
              one(CONCURRENCY, ValueType.wholeFrom(1))
                  .honoured("the most requests in flight; --max-concurrency, or else all"),
              one(DELAY, ValueType.wholeFrom(0))
                  .honoured("milliseconds between an answer and the next turn; 0"),
              one(GLOBAL_RATIO, RATIO)
                  .honoured(
                      "the share of each turn's text that all turns have; above 0 no turn sends"
                          + " what was said before. random only"),
              one(CONVERSATION_RATIO, RATIO)
                  .honoured("likewise, the share that the turns of a conversation have"),
              one(PER_TURN_INPUT, ValueType.wholeFrom(0))
                  .honoured("tokens of the turns behind the first; 0: as of the first"),
              one(MAX_MODEL_LEN, ValueType.wholeFrom(1))
                  .honoured(
                      "with --multi-turn: turns that would have more tokens are left out, and"
                          + " conversations of less than two turns then"))
          .stream()
          .map(option -> option.since(ToolVersion.VLLM_0_33).noDefaultSince(Tool.VLLM.oldest()))
          .toList();

  private RustTurnOptions() {}
}
