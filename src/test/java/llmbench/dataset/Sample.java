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
  private final PythonRandom random;

  private Sample(int kept, int[] again, PythonRandom random) {
    this.kept = kept;
    this.again = again;
    this.random = random;
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
      return new Sample(kept, new int[0], random);
    }
    if (kept >= wanted) {
      return new Sample(kept, new int[0], random);
    }
    PythonRandom anew = new PythonRandom(seed);
    context.say().accept("Oversampled requests to reach " + wanted + " total samples.");
    return new Sample(kept, drawn(context.version(), anew, kept, wanted - kept), anew);
  }

  private static int[] drawn(ToolVersion version, PythonRandom random, int kept, int missing) {
    return version.atLeast(ToolVersion.VLLM_0_32)
        ? IntStream.generate(() -> random.below(kept)).limit(missing).toArray()
        : random.choices(kept, missing);
  }

  /** How many requests there are. */
  int requests() {
    return kept + again.length;
  }

  /** Which of the prompts that there are a request has. */
  int place(int request) {
    return request < kept ? request : again[request - kept];
  }

  /** Python's generator behind it. */
  PythonRandom random() {
    return random;
  }
}
