package llmbench.dataset;

import llmbench.dataset.rows.Row;

/**
 * The next edit of a file, from those before: {@code NextEditPredictionDataset}, which asks for as
 * many tokens as the region that is rewritten has, whatever length is asked for.
 */
final class HfEdits implements HfRule {

  private static final String MARKER = "<|editable_region_start|>";

  private static final String PROMPT =
      """
      ### Instruction:
      You are a code completion assistant and your task is to analyze user edits and then rewrite \
      an excerpt that the user provides, suggesting the appropriate edits within the excerpt, \
      taking into account the cursor location.

      ### User Edits:

      %s

      ### User Excerpt:

      %s

      ### Response:

      """;

  private final HfRun run;

  HfEdits(HfRun run) {
    this.run = run;
  }

  @Override
  public HfPrompt of(Row row) {
    String prompt = PROMPT.formatted(HfRun.text(row, "events"), HfRun.text(row, "input"));
    String region = region(HfRun.text(row, "output"));
    return HfPrompt.text(prompt, run.tokens(prompt), run.tokens(region));
  }

  /** {@code output[output.find(marker):]}: without a marker, find says −1, the last character. */
  private static String region(String output) {
    int start = output.indexOf(MARKER);
    if (start >= 0) {
      return output.substring(start);
    }
    return output.isEmpty()
        ? output
        : output.substring(output.offsetByCodePoints(output.length(), -1));
  }
}
