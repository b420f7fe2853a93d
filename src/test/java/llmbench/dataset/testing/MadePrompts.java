package llmbench.dataset.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.options.BenchOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;

/**
 * All prompts of a run in tests.
 *
 * @param test what the connection test says
 * @param warmUps of their own
 * @param measured in order
 * @param notes what was told
 */
public record MadePrompts(
    Optional<Prompt> test, List<Prompt> warmUps, List<Prompt> measured, List<String> notes) {

  /** Those of a run, with the bundled tokenizer. */
  public static MadePrompts of(BenchOptions options) {
    return of(options, Tokenizers.open("bundled", null), done -> {});
  }

  public static MadePrompts of(BenchOptions options, Opened tokenizer, IntConsumer done) {
    List<String> notes = new ArrayList<>();
    PromptContext context = new PromptContext(options, tokenizer, done, notes::add);
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      Optional<Prompt> test = prompts.test();
      List<Prompt> warmUps = prompts.warmUps();
      List<Prompt> measured = prompts.measured().toList();
      if (measured.size() != prompts.requests()) {
        throw new AssertionError(measured.size() + " prompts, but said " + prompts.requests());
      }
      return new MadePrompts(test, warmUps, measured, List.copyOf(notes));
    }
  }
}
