package llmbench.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.conversation.TurnRequest;
import llmbench.options.Turns;

/**
 * Turns of vLLM's Rust client. The fewest output tokens are the most, so that answers have the
 * length that was asked for without running on behind their end.
 *
 * <p>Source: {@code run_conversation} in {@code rust/src/bench/src/multi_turn.rs} and {@code
 * build_text_payload} in {@code backends/openai_chat.rs}.
 */
final class RustTurnForm implements VllmTurnForm {

  private static final String MIN_TOKENS = "min_tokens";

  @Override
  public Turns.Client client() {
    return Turns.Client.VLLM_RS;
  }

  @Override
  public Body body(VllmRun run, TurnRequest turn) {
    int tokens = turn.ownMaxTokens().orElse(turn.maxTokens());
    ObjectNode body = VllmRun.object();
    body.put("model", run.model());
    body.putArray("messages").addAll(turn.messages());
    body.put("max_completion_tokens", tokens);
    VllmRun.putStream(body);
    run.putCommon(body);
    boolean ignoresEos = run.options().sampling().ignoreEos();
    if (!ignoresEos && !run.extraBody().has(MIN_TOKENS)) {
      body.put(MIN_TOKENS, tokens);
    }
    return Body.compactJson(body);
  }

  @Override
  public Map<String, String> headers(TurnRequest turn) {
    Map<String, String> headers = new LinkedHashMap<>();
    turn.conversationId()
        .ifPresent(
            id -> {
              headers.put("X-Session-ID", id);
              headers.put("x-request-id", id + "-turn" + (turn.turn() - 1));
            });
    return headers;
  }
}
