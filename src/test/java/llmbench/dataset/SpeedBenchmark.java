package llmbench.dataset;

import java.util.Arrays;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;

/**
 * evalscope's {@code speed_benchmark} and {@code speed_benchmark_long}: one character over and
 * over, in a few lengths, each twice.
 *
 * <p>Source: evalscope/perf/plugin/datasets/speed_benchmark.py. Its first run goes to the URL that
 * was given, though it says otherwise: the client is there already.
 */
final class SpeedBenchmark extends EvalscopeDataset {

  private static final String CHARACTER = "熵";
  private static final int TIMES = 2;

  private final String name;
  private final int[] lengths;

  /**
   * One of both.
   *
   * @param lengths characters, which are tokens for the models that it was made for
   */
  SpeedBenchmark(String name, int... lengths) {
    this.name = name;
    this.lengths = lengths;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    if (context.options().target().backend().isChat()) {
      context
          .say()
          .accept(
              name
                  + " sends plain prompts, and this URL is that of a chat; give one that ends with"
                  + " /v1/completions.");
    }
    return Arrays.stream(lengths)
        .boxed()
        .flatMap(length -> Stream.generate(() -> CHARACTER.repeat(length)).limit(TIMES))
        .map(text -> new Content(text, Form.PLAIN))
        .limit(wanted);
  }
}
