package llmbench.api;

import java.util.Optional;
import llmbench.dataset.Prompt;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.Inputs;

/**
 * An API of a server: how its answer is read, whoever asked. What is sent to it is each tool's own,
 * so an API is a {@link VllmApi}, an {@link EvalscopeApi} or both: that is which tools have it. Its
 * names and the rules for its path are its {@link #backend}'s, since options know no more of it.
 * Stateless.
 */
public interface Api {

  /** By which options know it. */
  Backend backend();

  /**
   * Whether an answer is a stream, what is a token in it, and what ends it.
   *
   * @param body that was sent: some say in it how the answer is to be written
   */
  AnswerForm answers(Body body);

  /** What a version of vLLM bench takes from an answer. */
  VllmDialect dialect(ToolVersion version);

  /**
   * What evalscope since 1.14 takes from an answer: other APIs than that of completions it doesn't
   * have before.
   */
  default EvalscopeDialect evalscopeDialect() {
    return EvalscopeDialect.V1_14;
  }

  /**
   * What a prompt's request has the model work on, as vLLM bench counts it: texts in a list are so
   * many, and all else is one ({@code _get_num_input_sequences}).
   */
  default Inputs inputs(Prompt prompt) {
    return prompt.form() == Prompt.Form.TEXTS
        ? Inputs.texts(PythonJson.required(prompt.text()).size())
        : new Inputs(1, 0, SentMedia.count(prompt));
  }

  /** Why a prompt can't be sent with it, in a sentence that goes on; empty where it can. */
  default Optional<String> whyNot(Prompt prompt) {
    return Optional.empty();
  }
}
