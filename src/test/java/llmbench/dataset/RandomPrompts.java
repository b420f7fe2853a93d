package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import llmbench.options.BenchOptions.RandomDataset;
import llmbench.options.Compat;
import llmbench.tokenizer.Tokenizer;

/**
 * The random dataset of {@code vllm bench serve}, bit for bit: consecutive token ids from a random
 * offset, decoded to text.
 *
 * <p>Text that is encoded again need not give as many tokens: the versions differ in how they mend
 * that. Source: vllm/benchmarks/datasets.py, {@code RandomDataset}, of 0.11.0 and 0.32.0.
 */
public final class RandomPrompts {

  /** 0.32 mends a prompt's length so often, then takes it as it is. */
  private static final int REPAIRS = 10;

  private final RandomDataset dataset;
  private final Tokenizer tokenizer;
  private final NumpyGenerator generator;

  private RandomPrompts(RandomDataset dataset, Tokenizer tokenizer) {
    this.dataset = dataset;
    this.tokenizer = tokenizer;
    this.generator = new NumpyGenerator(dataset.seed());
  }

  /**
   * Makes the prompts.
   *
   * @param compat whose: vLLM 0.11's or 0.32's
   * @param progress is told how many are done, on any thread
   * @throws DatasetException when a prompt could have no token at all
   */
  public static List<Prompt> of(
      RandomDataset dataset, Compat compat, Tokenizer tokenizer, IntConsumer progress) {
    RandomPrompts prompts = new RandomPrompts(dataset, tokenizer);
    return compat == Compat.VLLM_0_11 ? prompts.asOf011(progress) : prompts.asOf032(progress);
  }

  /**
   * What is drawn for all prompts at first, in the tool's order.
   *
   * @param inputs tokens of each prompt, without the prefix
   * @param outputs tokens to ask for
   * @param offsets where each prompt begins in the vocabulary
   */
  private record Draws(List<Long> inputs, List<Long> outputs, List<Long> offsets) {

    int input(int i) {
      return inputs.get(i).intValue();
    }

    int output(int i) {
      return outputs.get(i).intValue();
    }

    long offset(int i) {
      return offsets.get(i);
    }
  }

  private Draws draw() {
    int inputLen = Math.max(0, dataset.inputLen() - tokenizer.addedSpecialTokens());
    long inputLow = low(inputLen, dataset.inputRange());
    if (dataset.prefixLen() + inputLow < 1) {
      throw new DatasetException(
          "--random-input-len "
              + dataset.inputLen()
              + " is too small: with the tokenizer's "
              + tokenizer.addedSpecialTokens()
              + " special tokens and range ratio "
              + dataset.inputRange()
              + " a prompt could be empty.\nRaise --random-input-len or --random-prefix-len, or"
              + " lower --random-range-ratio.");
    }
    long outputLow = Math.max(1, low(dataset.outputLen(), dataset.outputRange()));
    long outputHigh = Math.max(1, high(dataset.outputLen(), dataset.outputRange()));
    int n = dataset.prompts();
    return new Draws(
        boxed(generator.integers(inputLow, high(inputLen, dataset.inputRange()) + 1, n)),
        boxed(generator.integers(outputLow, outputHigh + 1, n)),
        boxed(generator.integers(0, tokenizer.vocabSize(), n)));
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static long low(int length, double ratio) {
    return (long) Math.floor(length * (1 - ratio));
  }

  private static long high(int length, double ratio) {
    return (long) Math.ceil(length * (1 + ratio));
  }

  /** 0.11: decode, encode, cut, decode; what is short stays short. */
  private List<Prompt> asOf011(IntConsumer progress) {
    Draws draws = draw();
    int vocabulary = tokenizer.vocabSize();
    int[] prefix = ints(generator.integers(0, vocabulary, Math.max(0, dataset.prefixLen())));
    return inParallel(
        progress,
        i -> {
          int[] ids = Arrays.copyOf(prefix, prefix.length + draws.input(i));
          for (int j = 0; j < draws.input(i); j++) {
            ids[prefix.length + j] = (int) ((draws.offset(i) + i + j) % vocabulary);
          }
          int[] again = tokenizer.encode(tokenizer.decode(ids));
          int[] kept = again.length > ids.length ? Arrays.copyOf(again, ids.length) : again;
          return new Prompt(i, tokenizer.decode(kept), kept.length, draws.output(i));
        });
  }

  /** 0.32: special tokens are left out, and a length that is wrong is mended. */
  private List<Prompt> asOf032(IntConsumer progress) {
    Draws draws = draw();
    int[] allowed = allowedIds();
    int[] prefix = prefixAsOf032(allowed);
    List<Sequence> decoded =
        inParallel(
            progress,
            i -> {
              int[] ids = Arrays.copyOf(prefix, prefix.length + draws.input(i));
              for (int j = 0; j < draws.input(i); j++) {
                ids[prefix.length + j] =
                    allowed[(int) ((draws.offset(i) + i + j) % allowed.length)];
              }
              return Sequence.of(ids, tokenizer);
            });
    // Repairs draw from the one generator, so they come in order; most prompts need none.
    return IntStream.range(0, decoded.size())
        .mapToObj(
            i -> {
              int target = dataset.prefixLen() + draws.input(i);
              Sequence repaired = repaired(decoded.get(i), target);
              return new Prompt(i, repaired.text, repaired.ids.length, draws.output(i));
            })
        .toList();
  }

  private int[] prefixAsOf032(int[] allowed) {
    int length = dataset.prefixLen();
    if (length <= 0) {
      return new int[0];
    }
    int[] ids = ints(generator.integers(0, allowed.length, length));
    for (int i = 0; i < length; i++) {
      ids[i] = allowed[ids[i]];
    }
    return repaired(Sequence.of(ids, tokenizer), length).ids;
  }

  /** A text with the ids that it is encoded to. */
  private static final class Sequence {
    private final String text;
    private final int[] ids;

    private Sequence(String text, int[] ids) {
      this.text = text;
      this.ids = ids;
    }

    static Sequence of(int[] ids, Tokenizer tokenizer) {
      String text = tokenizer.decode(ids);
      return new Sequence(text, tokenizer.encode(text));
    }
  }

  /** Appends random ids or cuts, decodes and encodes, until the length is right or tries are up. */
  private Sequence repaired(Sequence first, int target) {
    Sequence sequence = first;
    for (int i = 0; i < REPAIRS && sequence.ids.length != target; i++) {
      int length = sequence.ids.length;
      int[] ids = Arrays.copyOf(sequence.ids, target);
      if (length < target) {
        int[] extra = ints(generator.integers(0, tokenizer.vocabSize(), target - length));
        System.arraycopy(extra, 0, ids, length, extra.length);
      }
      sequence = Sequence.of(ids, tokenizer);
    }
    return sequence;
  }

  private int[] allowedIds() {
    int[] special = tokenizer.specialIds();
    return IntStream.range(0, tokenizer.vocabSize())
        .filter(id -> Arrays.binarySearch(special, id) < 0)
        .toArray();
  }

  private interface Maker<T> {
    T make(int index);
  }

  private <T> List<T> inParallel(IntConsumer progress, Maker<T> maker) {
    AtomicInteger done = new AtomicInteger();
    return IntStream.range(0, dataset.prompts())
        .parallel()
        .mapToObj(
            i -> {
              T made = maker.make(i);
              progress.accept(done.incrementAndGet());
              return made;
            })
        .toList();
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }
}
