package llmbench.dataset;

import java.util.stream.IntStream;
import llmbench.options.ToolVersion;
import llmbench.random.PythonRandom;

/**
 * Which of a file's prompts are sent: those that there are, and some of them again where they are
 * fewer than asked for.
 *
 * <p>Source: {@code maybe_oversample_requests} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class Sample {

  private final int kept;
  private final int[] again;

  /** The last request of each prompt, where that is what all of its later requests are named by. */
  private final int[] last;

  private final PythonRandom random;

  private Sample(int kept, int[] again, boolean sharesNames, PythonRandom random) {
    this.kept = kept;
    this.again = again;
    this.random = random;
    this.last = new int[sharesNames ? kept : 0];
    for (int i = 0; i < again.length && sharesNames; i++) {
      last[again[i]] = kept + i;
    }
  }

  /**
   * Draws what is missing, and says so as the tool does.
   *
   * @param random as it is once the prompts that there are are made
   * @param seed of the dataset, which the generator begins anew with where anything is missing
   * @param kept how many there are, at least one
   * @param wanted how many were asked for
   * @param oversampled whether prompts may be sent again
   */
  static Sample of(
      PromptContext context,
      PythonRandom random,
      long seed,
      int kept,
      int wanted,
      boolean oversampled) {
    if (!oversampled) {
      context.say().accept("Skipping oversampling. Total samples: " + kept + ".");
      return new Sample(kept, new int[0], false, random);
    }
    if (kept >= wanted) {
      return new Sample(kept, new int[0], false, random);
    }
    PythonRandom anew = new PythonRandom(seed);
    int missing = wanted - kept;
    context.say().accept("Oversampled requests to reach " + wanted + " total samples.");
    boolean oneByOne = context.version().atLeast(ToolVersion.VLLM_0_32);
    int[] again =
        oneByOne
            ? IntStream.generate(() -> anew.below(kept)).limit(missing).toArray()
            : anew.choices(kept, missing);
    return new Sample(kept, again, !oneByOne, anew);
  }

  /** How many requests there are. */
  int requests() {
    return kept + again.length;
  }

  /** Which of the prompts that there are a request has. */
  int place(int request) {
    return request < kept ? request : again[request - kept];
  }

  /**
   * A request's prompt with the number of its id. Before 0.32 {@code deepcopy} makes one request of
   * those that were drawn of one prompt, which all have the number that the last one was given.
   */
  Prompt numbered(Prompt prompt) {
    int request = prompt.index();
    if (request < kept || last.length == 0) {
      return prompt;
    }
    return prompt.with(prompt.extras().with(RequestId.of(last[place(request)])));
  }

  /** Python's generator behind it. */
  PythonRandom random() {
    return random;
  }
}
