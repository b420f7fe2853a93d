package llmbench.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.SampledFile;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;

/**
 * Prompts that are made, each once, and some of them again where they are fewer than asked for.
 *
 * <p>Source: {@code maybe_oversample_requests} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class AgainPrompts {

  private final List<Prompt> prompts;
  private final Sample sample;

  private AgainPrompts(List<Prompt> prompts, Sample sample) {
    this.prompts = prompts;
    this.sample = sample;
  }

  /**
   * The prompts of a run.
   *
   * @param random Python's generator as it is once they are made
   * @param prompts at least one
   * @param wanted how many were asked for
   * @throws DatasetException when two of them would have one number, which 0.32 refuses
   */
  static Prompts of(
      PromptContext context,
      SampledFile file,
      PythonRandom random,
      List<Prompt> prompts,
      int wanted) {
    long seed = context.options().dataset().seed();
    Sample sample = Sample.of(context, random, seed, prompts.size(), wanted, file.oversampled());
    AgainPrompts again = new AgainPrompts(prompts, sample);
    if (file.oversampled() && context.version().atLeast(ToolVersion.VLLM_0_32)) {
      again.checkNumbers();
    }
    return Prompts.of(
        sample.requests(),
        IntStream.range(0, sample.requests()).mapToObj(again::prompt),
        new Generators(new NumpyLegacyRandom(seed), sample.random()));
  }

  /** One that is sent again has a place and a number of its own. */
  private Prompt prompt(int index) {
    Prompt prompt = prompts.get(sample.place(index));
    if (index < prompts.size()) {
      return prompt;
    }
    return sample.numbered(
        new Prompt(
            index,
            prompt.text(),
            prompt.form(),
            prompt.tokens(),
            prompt.maxTokens(),
            prompt.extras().with(RequestId.of(index))));
  }

  private void checkNumbers() {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < sample.requests(); i++) {
      int number = i < prompts.size() ? prompts.get(i).requestNumber().orElse(i) : i;
      if (!numbers.add(number)) {
        throw new DatasetException(
            DatasetFile.OPTION
                + "two requests would have the id "
                + number
                + ", which the tool refuses: rows that are left out have numbers, too, and those"
                + " that are sent again begin behind the number of the rest. Ask for fewer"
                + " --num-prompts, or give --no-oversample.");
      }
    }
  }
}
