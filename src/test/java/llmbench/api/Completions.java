package llmbench.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.timeline.AnswerForm;

/** {@code /v1/completions}: the prompt as it is. */
final class Completions implements VllmApi, EvalscopeConversationApi {

  @Override
  public Backend backend() {
    return Backend.OPENAI;
  }

  /** {@code async_request_openai_completions}. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    body.set("prompt", VllmRun.value(prompt));
    if (!run.version().atLeast(ToolVersion.VLLM_0_32)) {
      body.put("temperature", 0.0);
    }
    body.put("repetition_penalty", 1.0);
    body.put("max_tokens", prompt.maxTokens());
    run.options()
        .sampling()
        .logprobs()
        .ifPresentOrElse(count -> body.put("logprobs", count), () -> body.putNull("logprobs"));
    VllmRun.putStream(body);
    run.putCommon(body);
    return Body.json(body);
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
    return version.atLeast(ToolVersion.VLLM_0_32)
        ? VllmDialect.V0_32_COMPLETIONS
        : VllmDialect.V0_11_COMPLETIONS;
  }
}
