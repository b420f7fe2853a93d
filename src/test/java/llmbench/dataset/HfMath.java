package llmbench.dataset;

import llmbench.dataset.rows.Row;
import org.jspecify.annotations.Nullable;

/** Problems, as they are, with the tokens of their solutions: {@code AIMODataset}. */
final class HfMath implements HfRule {

  private static final Fit FIT = new Fit(2_048, 32_000);

  private final HfRun run;

  HfMath(HfRun run) {
    this.run = run;
  }

  @Override
  public @Nullable HfPrompt of(Row row) {
    return ofPair(run, row, HfRun.text(row, "problem"), HfRun.text(row, "solution"), FIT);
  }

  /**
   * What is neither too short nor too long: {@code is_valid_sequence}.
   *
   * @param prompt tokens at most
   * @param together with the output at most
   */
  record Fit(int prompt, int together) {

    private static final int LEAST = 4;

    /** That of most datasets. */
    static final Fit USUAL = new Fit(1_024, 2_048);

    boolean fits(int tokens, int output) {
      return tokens >= LEAST
          && output >= LEAST
          && tokens <= prompt
          && tokens + (long) output <= together;
    }
  }

  /** A prompt with its answer, whose length counts where no other is asked for. */
  static @Nullable HfPrompt ofPair(HfRun run, Row row, String prompt, String answer, Fit fit) {
    int tokens = run.tokens(prompt);
    if (run.asked().outputLen().isPresent()) {
      int asked = run.asked().outputLen().getAsInt();
      if (asked == 0) {
        throw new DatasetException("This dataset needs an output length of 1 or more, not 0.");
      }
      return HfPrompt.text(prompt, tokens, asked);
    }
    int output = run.tokens(answer);
    if (output == 0) {
      throw HfRun.wrong(row, "its answer has no token, which the tool fails at");
    }
    return fit.fits(tokens, output) ? HfPrompt.text(prompt, tokens, output) : null;
  }
}
