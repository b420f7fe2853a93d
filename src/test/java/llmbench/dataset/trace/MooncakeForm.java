package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.conversation.BlockPrompt;
import llmbench.tokenizer.Opened;
import org.jspecify.annotations.Nullable;

/**
 * Mooncake's form: {@code timestamp} in milliseconds, {@code input_length}, {@code output_length}
 * and {@code hash_ids}, one for each 512 tokens of the prompt. A line is a session of its own,
 * unless it has a {@code session_id}, as AIPerf and Dynamo write it: a later line of a session goes
 * when the one before is answered, {@code delay} milliseconds later, and not before its timestamp.
 *
 * <p>Source: FAST25-release/README.md of kvcache-ai/Mooncake; docs/benchmark-modes/trace-replay.md
 * of ai-dynamo/aiperf.
 */
final class MooncakeForm implements TraceForm {

  private static final int BLOCK = 512;
  private static final String TIME = "timestamp";
  private static final String SESSION = "session_id";
  private static final String DELAY = "delay";

  @Override
  public String name() {
    return "mooncake";
  }

  @Override
  public String what() {
    return "a call such as {\"timestamp\": 0, \"input_length\": 900, \"output_length\": 50,"
        + " \"hash_ids\": [1, 2]} on each line";
  }

  @Override
  public Reader reader(OptionalInt blockSize, Opened tokenizer) {
    return new Lines(blockSize.orElse(BLOCK));
  }

  /** Calls, each behind the one before of its session. */
  private static final class Lines implements Reader {

    private final int blockSize;

    /** How many calls a session has so far. */
    private final Map<String, Integer> calls = new HashMap<>();

    Lines(int blockSize) {
      this.blockSize = blockSize;
    }

    @Override
    public int blockSize() {
      return blockSize;
    }

    @Override
    public @Nullable TraceLine read(JsonNode line) throws WrongLineException {
      Fields fields = new Fields(line);
      BlockPrompt prompt = fields.prompt("input_length", "hash_ids", blockSize);
      int output = fields.tokens("output_length");
      @Nullable String session = fields.has(SESSION) ? fields.name(SESSION) : null;
      int before = session == null ? 0 : calls.merge(session, 1, Integer::sum) - 1;
      OptionalDouble at = fields.millis(TIME);
      OptionalDouble delay = fields.millis(DELAY);
      if (at.isEmpty() && (before == 0 || delay.isEmpty())) {
        throw new WrongLineException(
            "it has no \"timestamp\""
                + (before == 0 ? "" : " and no \"delay\"")
                + ", so nothing says when it goes");
      }
      return new TraceLine(
          session,
          String.valueOf(before + 1),
          at,
          before == 0 ? List.of() : List.of(String.valueOf(before)),
          before == 0 ? 0 : delay.orElse(0),
          prompt,
          output);
    }
  }
}
