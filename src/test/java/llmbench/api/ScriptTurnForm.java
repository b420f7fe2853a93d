package llmbench.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import llmbench.conversation.TurnRequest;
import llmbench.options.Turns;
import llmbench.options.dataset.ClientsFileOptions;

/**
 * Turns of vLLM's benchmark_serving_multi_turn.py, which asks for no token counts.
 *
 * <p>Source: {@code send_request} in it.
 */
final class ScriptTurnForm implements VllmTurnForm {

  @Override
  public Turns.Client client() {
    return Turns.Client.VLLM_SCRIPT;
  }

  @Override
  public Body body(VllmRun run, TurnRequest turn) {
    ClientsFileOptions asked = (ClientsFileOptions) run.options().dataset().options();
    ObjectNode body = VllmRun.object();
    body.put("model", run.model());
    body.putArray("messages").addAll(turn.messages());
    turn.conversationId().ifPresent(id -> body.put("conversation_id", id));
    if (asked.streams()) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", false);
    }
    turn.ownMaxTokens().ifPresent(tokens -> body.put("max_tokens", tokens));
    return Body.json(body);
  }

  @Override
  public Map<String, String> headers(TurnRequest turn) {
    return turn.conversationId()
        .<Map<String, String>>map(id -> Map.of("X-Session-ID", id))
        .orElse(Map.of());
  }
}
