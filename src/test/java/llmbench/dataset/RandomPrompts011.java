package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.RandomOptions;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * The random dataset of vLLM 0.11.0 ({@code RandomDataset} in its {@code datasets.py}): decoded,
 * encoded, cut, decoded. A prompt may come out shorter than asked for.
 */
final class RandomPrompts011 {

  private final int count;
  private final Tokenizer tokenizer;
  private final FinishedCount progress;
  private final RandomDraws draws;
  private final NumpyRandom random;
  private final int[] prefix;

  RandomPrompts011(
      ToolVersion version,
      BenchOptions.Dataset dataset,
      Tokenizer tokenizer,
      FinishedCount progress) {
    RandomOptions asked = VllmRandom.asked(dataset);
    this.count = dataset.prompts();
    this.tokenizer = tokenizer;
    this.progress = progress;
    this.random = new NumpyRandom(dataset.seed());
    this.draws = RandomDraws.of(random, version, dataset, tokenizer);
    this.prefix =
        Arrays.stream(random.integers(0, tokenizer.vocabSize(), asked.prefixLen()))
            .mapToInt(Math::toIntExact)
            .toArray();
  }

  /** Every draw of the texts is done, so they are independent of each other. */
  Stream<Prompt> stream(VllmRandom.Besides besides) {
    List<Prompt> texts = IntStream.range(0, count).parallel().mapToObj(this::prompt).toList();
    return texts.stream().map(prompt -> prompt.with(besides.next(random)));
  }

  private Prompt prompt(int index) {
    int length = Math.addExact(prefix.length, draws.inputLen(index));
    int[] ids = Arrays.copyOf(prefix, length);
    for (int i = prefix.length; i < length; i++) {
      ids[i] = (int) ((draws.offset(index) + index + i - prefix.length) % tokenizer.vocabSize());
    }
    String text = tokenizer.decode(ids);
    int[] encoded = tokenizer.encode(text);
    int[] cut = encoded.length > length ? Arrays.copyOf(encoded, length) : encoded;
    if (!Arrays.equals(cut, ids)) {
      text = tokenizer.decode(cut);
    }
    progress.oneMore();
    return new Prompt(index, text, cut.length, draws.outputLen(index));
  }
}
