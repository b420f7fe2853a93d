package llmbench.run;

import llmbench.injection.AnswerRule;
import llmbench.llm.LlmResult;
import llmbench.metrics.request.SuccessRule;
import llmbench.timeline.Fault;

/**
 * A conversation goes on behind what its tool takes for an answer.
 *
 * @param rule of the tool
 */
record ToolAnswers(SuccessRule rule) implements AnswerRule {

  @Override
  public boolean counts(LlmResult result) {
    Fault fault = result.fault();
    return fault == null || rule.takes(fault, result.unstreamed());
  }
}
