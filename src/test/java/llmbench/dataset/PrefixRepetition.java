package llmbench.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.PrefixRepetitionOptions;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM bench's {@code prefix_repetition}: a few random prefixes, each with as many random suffixes.
 * Its requests have no ids.
 *
 * <p>Source: {@code PrefixRepetitionRandomDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class PrefixRepetition implements Dataset {

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return PrefixRepetitionOptions.NAME;
  }

  @Override
  public boolean isDrawn() {
    return true;
  }

  @Override
  public boolean isAligned() {
    return true;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    PrefixRepetitionOptions asked = context.asked(PrefixRepetitionOptions.class);
    long seed = context.options().dataset().seed();
    NumpyLegacyRandom numpy = new NumpyLegacyRandom(seed);
    PythonRandom python = new PythonRandom(seed);
    int each = context.options().dataset().prompts() / asked.prefixes();
    ExactIds exact = new ExactIds(context.version(), context.tokenizer().tokenizer(), numpy);
    FinishedCount done = new FinishedCount(context.done());
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < asked.prefixes(); i++) {
      int[] prefix = exact.ids(asked.prefixLen());
      for (int j = 0; j < each; j++) {
        all.add(joined(prefix, exact.ids(asked.suffixLen())));
        done.oneMore();
      }
    }
    exact.sayMismatch(context.say());
    int[] order = FileOrder.of(all.size(), asked.shuffled(), python);
    Tokenizer tokenizer = context.tokenizer().tokenizer();
    return Prompts.of(
        all.size(),
        IntStream.range(0, all.size())
            .mapToObj(i -> prompt(i, all.get(order[i]), asked.outputLen(), tokenizer)),
        new Generators(numpy, python));
  }

  private static int[] joined(int[] prefix, int[] suffix) {
    int[] ids = Arrays.copyOf(prefix, prefix.length + suffix.length);
    System.arraycopy(suffix, 0, ids, prefix.length, suffix.length);
    return ids;
  }

  private static Prompt prompt(int index, int[] ids, int outputLen, Tokenizer tokenizer) {
    return new Prompt(index, tokenizer.decode(ids), ids.length, outputLen)
        .with(Extras.NONE.with(RequestId.NONE));
  }

  /** Random ids whose text has as many tokens as they are, if that can be. */
  private static final class ExactIds {

    private final boolean repaired;
    private final Tokenizer tokenizer;
    private final NumpyLegacyRandom numpy;
    private long mismatch;

    ExactIds(ToolVersion version, Tokenizer tokenizer, NumpyLegacyRandom numpy) {
      this.repaired = version.atLeast(ToolVersion.VLLM_0_32);
      this.tokenizer = tokenizer;
      this.numpy = numpy;
    }

    int[] ids(int length) {
      if (!repaired) {
        return once(length);
      }
      int[] ids = new FittedText(tokenizer, drawn(length), length).finish(this::drawn).ids();
      mismatch += ids.length - length;
      return ids;
    }

    /** Before 0.32: cut, or followed by others of the length that is lacking. */
    private int[] once(int length) {
      int[] ids = tokenizer.encode(tokenizer.decode(drawn(length)));
      if (ids.length >= length) {
        return Arrays.copyOf(ids, length);
      }
      return joined(ids, once(length - ids.length));
    }

    private int[] drawn(int count) {
      return Arrays.stream(numpy.integers(0, tokenizer.vocabSize(), count))
          .mapToInt(Math::toIntExact)
          .toArray();
    }

    void sayMismatch(Consumer<String> say) {
      if (mismatch != 0) {
        say.accept(
            "Across all generated prompts, there were "
                + Math.abs(mismatch)
                + (mismatch > 0 ? " more" : " fewer")
                + " tokens than expected after decoding and re-encoding. This is expected due to"
                + " the imperfect nature of the sampling procedure.");
      }
    }
  }
}
