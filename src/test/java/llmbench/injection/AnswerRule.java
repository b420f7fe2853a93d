package llmbench.injection;

import llmbench.llm.LlmResult;

/** Which answers a conversation goes on behind. */
@FunctionalInterface
public interface AnswerRule {

  /** Whether it was answered, by what the tool takes for an answer. */
  boolean counts(LlmResult result);
}
