package llmbench.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * The random dataset of vLLM 0.32.0 ({@code RandomDataset} in its {@code datasets.py}): no special
 * tokens, and texts are repaired until they have the length that was asked for.
 */
final class RandomPrompts032 {

  private final int count;
  private final int prefixLen;
  private final Tokenizer tokenizer;
  private final FinishedCount progress;
  private final NumpyRandom random;
  private final RandomDraws draws;
  private final int[] allowed;
  private final int[] prefix;

  RandomPrompts032(
      ToolVersion version,
      BenchOptions.Dataset dataset,
      Tokenizer tokenizer,
      FinishedCount progress) {
    this.count = dataset.prompts();
    this.prefixLen = VllmRandom.asked(dataset).prefixLen();
    this.tokenizer = tokenizer;
    this.progress = progress;
    this.random = new NumpyRandom(dataset.seed());
    this.draws =
        RandomDraws.of(
            random, version, dataset, tokenizer.addedSpecialTokens(), tokenizer.vocabSize());
    this.allowed = allowed(tokenizer);
    this.prefix = prefix();
  }

  private static int[] allowed(Tokenizer tokenizer) {
    int[] special = tokenizer.specialIds();
    return IntStream.range(0, tokenizer.vocabSize())
        .filter(id -> Arrays.binarySearch(special, id) < 0)
        .toArray();
  }

  private int[] prefix() {
    int length = prefixLen;
    if (length == 0) {
      return new int[0];
    }
    int[] ids =
        Arrays.stream(random.integers(0, allowed.length, length))
            .mapToInt(place -> allowed[(int) place])
            .toArray();
    return new FittedText(tokenizer, ids, length).finish(this::anyOfTheVocabulary).ids();
  }

  /** What needs no draw, several cores do; one thread does the rest in the prompts' order. */
  Stream<Prompt> prompts() {
    return InChunks.map(IntStream.range(0, count).boxed(), Begun::new).map(this::finished);
  }

  private Prompt finished(Begun begun) {
    FittedText text = begun.text;
    if (!text.isDone()) {
      text.finish(this::anyOfTheVocabulary);
      progress.oneMore();
    }
    int index = begun.index;
    return new Prompt(index, text.text(), text.ids().length, draws.outputLen(index));
  }

  /** A prompt that may lack tokens yet. */
  private final class Begun {

    private final int index;
    private final FittedText text;

    Begun(int index) {
      this.index = index;
      text = begun(index);
    }
  }

  /** What texts lack is drawn from all tokens, special ones too. */
  private int[] anyOfTheVocabulary(int count) {
    return Arrays.stream(random.integers(0, tokenizer.vocabSize(), count))
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  private FittedText begun(int index) {
    int inner = draws.inputLen(index);
    int[] ids = Arrays.copyOf(prefix, Math.addExact(prefix.length, inner));
    for (int i = 0; i < inner; i++) {
      long place = (draws.offset(index) + index + i) % allowed.length;
      ids[prefix.length + i] = allowed[(int) place];
    }
    FittedText text = new FittedText(tokenizer, ids, prefixLen + inner).advance();
    if (text.isDone()) {
      progress.oneMore();
    }
    return text;
  }
}
