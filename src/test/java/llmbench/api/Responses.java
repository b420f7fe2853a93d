package llmbench.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.timeline.AnswerForm;

/** {@code /v1/responses}: an input, and events that say what they are. */
final class Responses implements VllmApi, EvalscopeConversationApi {

  @Override
  public Backend backend() {
    return Backend.OPENAI_RESPONSES;
  }

  /** {@code async_request_openai_responses} of 0.32. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    body.set("input", VllmRun.value(prompt));
    body.put("max_output_tokens", prompt.maxTokens());
    body.put("stream", true);
    body.put("store", false);
    run.putCommon(body);
    return Body.json(body);
  }

  @Override
  public Body evalscope(EvalscopeRun run, Prompt prompt) {
    return EvalscopeResponses.body(run, prompt);
  }

  @Override
  public Body evalscope(EvalscopeRun run, TurnRequest turn) {
    return EvalscopeResponses.body(run, turn);
  }

  @Override
  public AnswerForm answers(Body body) {
    return AnswerForm.RESPONSES;
  }

  @Override
  public VllmDialect dialect(ToolVersion version) {
    return VllmDialect.RESPONSES;
  }

  @Override
  public EvalscopeDialect evalscopeDialect() {
    return EvalscopeDialect.V1_14_RESPONSES;
  }
}
