package llmbench.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import llmbench.dataset.rows.Row;
import llmbench.tokenizer.Message;
import org.jspecify.annotations.Nullable;

/**
 * A question below a system prompt, with the tokens of its answer: {@code MLPerfDataset}, which
 * puts them into the chat template in any case.
 */
final class HfMlperf implements HfRule {

  private final HfRun run;

  HfMlperf(HfRun run) {
    this.run = run;
  }

  @Override
  public @Nullable HfPrompt of(Row row) {
    String prompt =
        run.rendered(
            List.of(
                new Message("system", HfRun.text(row, "system_prompt")),
                new Message("user", HfRun.text(row, "question"))),
            JsonNodeFactory.instance.objectNode());
    int tokens = run.tokens(prompt);
    int answer = run.tokenizer().tokenizer().count(HfRun.text(row, "output"));
    int output = run.outputLen(answer);
    return HfMath.Fit.USUAL.fits(tokens, output) ? HfPrompt.text(prompt, tokens, output) : null;
  }
}
