package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.timeline.AnswerForm;

/** {@code /v1/chat/completions}: the prompt is a message of a user's, or all of them. */
final class ChatCompletions implements VllmConversationApi, EvalscopeConversationApi {

  @Override
  public Backend backend() {
    return Backend.OPENAI_CHAT;
  }

  /** {@code async_request_openai_chat_completions}. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    body.set("messages", VllmMessages.of(prompt));
    if (!run.version().atLeast(ToolVersion.VLLM_0_32)) {
      body.put("temperature", 0.0);
    }
    body.put("max_completion_tokens", prompt.maxTokens());
    VllmRun.putStream(body);
    run.putCommon(body);
    if (prompt.form() == Prompt.Form.BODY) {
      putOwn(body, prompt);
    }
    return Body.json(body);
  }

  /** What a prompt asks for itself goes over all options, as its request overrides. */
  private static void putOwn(ObjectNode body, Prompt prompt) {
    for (Map.Entry<String, JsonNode> field : VllmRun.value(prompt).properties()) {
      if (!field.getKey().equals("messages")) {
        body.set(field.getKey(), field.getValue());
      }
    }
  }

  @Override
  public Body vllm(VllmRun run, TurnRequest turn) {
    return VllmTurnForm.of(run.options()).body(run, turn);
  }

  @Override
  public Body evalscope(EvalscopeRun run, Prompt prompt) {
    return EvalscopeOpenAi.body(run, prompt);
  }

  @Override
  public Body evalscope(EvalscopeRun run, TurnRequest turn) {
    return EvalscopeOpenAi.body(run, turn);
  }

  @Override
  public AnswerForm answers(Body body) {
    return AnswerForm.CHOICES;
  }

  @Override
  public VllmDialect dialect(ToolVersion version) {
    if (version.atLeast(ToolVersion.VLLM_0_33)) {
      return VllmDialect.V0_33_CHAT;
    }
    return version.atLeast(ToolVersion.VLLM_0_32) ? VllmDialect.V0_32_CHAT : VllmDialect.V0_11_CHAT;
  }
}
