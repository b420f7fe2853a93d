package llmbench.llm;

import io.gatling.javaapi.core.Session;
import java.util.HashMap;
import java.util.Map;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.Usage;

/**
 * Saves when the tokens came to session attributes. With the prefix {@code llm} they are:
 *
 * <ul>
 *   <li>{@code llm.firstChunkNanos} (Long): from sending to the first chunk, role-only or not: the
 *       TTFT of vLLM bench
 *   <li>{@code llm.ttftNanos} (Long): from sending to the first output token
 *   <li>{@code llm.firstAnswerNanos} (Long): from sending to the first output that is no reasoning
 *   <li>{@code llm.interTokenNanos} (long[]): from one output to the next
 *   <li>{@code llm.chunkNanos} (long[]): from sending to each chunk
 *   <li>{@code llm.latencyNanos} (Long): from sending to the last byte
 *   <li>{@code llm.outputChunks} (Integer): how many chunks brought output
 *   <li>{@code llm.promptTokens}, {@code llm.completionTokens} (Integer): as the server counts
 *   <li>{@code llm.finishReason} (String)
 * </ul>
 *
 * <p>What did not happen is not there: an attribute of an earlier request is removed, not kept.
 * Never fails.
 */
public final class TokenTimes implements SseCheck {

  /** The prefix where none is chosen. */
  public static final String DEFAULT_PREFIX = "llm";

  private final String firstChunkNanos;
  private final String ttftNanos;
  private final String firstAnswerNanos;
  private final String interTokenNanos;
  private final String chunkNanos;
  private final String latencyNanos;
  private final String outputChunks;
  private final String promptTokens;
  private final String completionTokens;
  private final String finishReason;

  TokenTimes(String prefix) {
    firstChunkNanos = prefix + ".firstChunkNanos";
    ttftNanos = prefix + ".ttftNanos";
    firstAnswerNanos = prefix + ".firstAnswerNanos";
    interTokenNanos = prefix + ".interTokenNanos";
    chunkNanos = prefix + ".chunkNanos";
    latencyNanos = prefix + ".latencyNanos";
    outputChunks = prefix + ".outputChunks";
    promptTokens = prefix + ".promptTokens";
    completionTokens = prefix + ".completionTokens";
    finishReason = prefix + ".finishReason";
  }

  /** The same check with attributes that begin with this prefix and a dot. */
  public TokenTimes saveAs(String prefix) {
    return new TokenTimes(prefix);
  }

  @Override
  public Outcome check(Session session, LlmResult result) {
    StreamTimeline timeline = result.timeline();
    Map<String, Object> seen = new HashMap<>();
    if (timeline.firstChunkNanos() >= 0) {
      seen.put(firstChunkNanos, timeline.firstChunkNanos());
    }
    if (timeline.firstOutputNanos() >= 0) {
      seen.put(ttftNanos, timeline.firstOutputNanos());
    }
    if (timeline.firstAnswerNanos() >= 0) {
      seen.put(firstAnswerNanos, timeline.firstAnswerNanos());
    }
    seen.put(interTokenNanos, timeline.interOutputNanos());
    seen.put(chunkNanos, timeline.chunkNanos());
    seen.put(latencyNanos, result.latencyNanos());
    seen.put(outputChunks, timeline.outputs());
    Usage usage = timeline.usage();
    if (usage != null && usage.promptTokens() != null) {
      seen.put(promptTokens, usage.promptTokens());
    }
    if (usage != null && usage.completionTokens() != null) {
      seen.put(completionTokens, usage.completionTokens());
    }
    String reason = timeline.finishReason();
    if (reason != null) {
      seen.put(finishReason, reason);
    }
    Session cleared =
        session.removeAll(
            firstChunkNanos,
            ttftNanos,
            firstAnswerNanos,
            promptTokens,
            completionTokens,
            finishReason);
    return new Outcome(cleared.setAll(seen), null);
  }
}
