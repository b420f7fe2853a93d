package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.dataset.rows.Row;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Files of code that are to be changed, some or much: {@code BlazeditDataset}. Rows that are left
 * out have numbers all the same.
 */
final class HfBlazedit implements HfRule {

  private static final int OUTPUT = 4_000;

  private static final String PROMPT =
      """
      Given a code file, please apply the change requests and generate the new file.

      Original file:
      ```python
      %s
      ```

      Change request:
      %s

      Please generate the new code file in the "New file" section below.""";

  private final HfRun run;
  private final TemplatedText template;

  HfBlazedit(HfRun run) {
    this.run = run;
    this.template = run.template();
  }

  @Override
  public boolean numbersRows() {
    return true;
  }

  @Override
  public @Nullable HfPrompt of(Row row) {
    String asked = PROMPT.formatted(HfRun.text(row, "code"), HfRun.text(row, "change_request"));
    if (!run.asked().distances().hold(distance(row))) {
      return null;
    }
    String prompt = template.of(asked);
    return HfPrompt.text(prompt, run.tokens(prompt), run.outputLen(OUTPUT));
  }

  private static double distance(Row row) {
    JsonNode value = HfRun.value(row, "norm_distance");
    Double number =
        value.isNumber() ? Double.valueOf(value.doubleValue()) : PythonNumbers.real(value.asText());
    if (number == null) {
      throw HfRun.wrong(row, "'norm_distance' is not a number");
    }
    return number;
  }
}
