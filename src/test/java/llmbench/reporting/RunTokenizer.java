package llmbench.reporting;

import java.util.function.ToIntFunction;
import llmbench.options.recorded.ReportOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/** Counts with a run's own tokenizer, which is opened only when an answer needs it. */
public final class RunTokenizer implements ReportInput.Counter {

  private boolean failed;

  /** Whether there was a tokenizer, as far as one was needed. */
  public boolean available() {
    return !failed;
  }

  @Override
  public ToIntFunction<String> of(ReportOptions options) {
    ReportOptions.Target target = options.target();
    return new ToIntFunction<>() {
      private @Nullable Opened opened;

      @Override
      public int applyAsInt(String text) {
        try {
          if (opened == null && !failed) {
            opened = Tokenizers.open(target.tokenizer().orElse(null), target.model().orElse(null));
          }
        } catch (TokenizerException e) {
          failed = true;
        }
        // As vLLM bench 0.32 without a tokenizer.
        return opened == null ? 1 : opened.tokenizer().count(text);
      }
    };
  }
}
