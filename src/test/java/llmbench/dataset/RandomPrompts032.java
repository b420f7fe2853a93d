package llmbench.dataset;

import java.util.List;
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
  private final FinishedCount progress;
  private final RandomDraws draws;
  private final NumpyRandom random;
  private final RandomTexts texts;
  private final int[] prefix;

  RandomPrompts032(
      ToolVersion version,
      BenchOptions.Dataset dataset,
      Tokenizer tokenizer,
      FinishedCount progress) {
    this.count = dataset.prompts();
    this.prefixLen = VllmRandom.asked(dataset).prefixLen();
    this.progress = progress;
    this.random = new NumpyRandom(dataset.seed());
    this.draws = RandomDraws.of(random, version, dataset, tokenizer);
    this.texts = new RandomTexts(tokenizer, random);
    this.prefix = texts.prefix(prefixLen);
  }

  /** All cores do what needs no draw; then one thread does the rest in the prompts' order. */
  Stream<Prompt> stream(VllmRandom.Besides besides) {
    List<FittedText> begun = IntStream.range(0, count).parallel().mapToObj(this::begun).toList();
    return IntStream.range(0, count).mapToObj(i -> finished(i, begun.get(i), besides));
  }

  private Prompt finished(int index, FittedText text, VllmRandom.Besides besides) {
    if (!text.isDone()) {
      texts.finish(text);
      progress.oneMore();
    }
    return new Prompt(index, text.text(), text.ids().length, draws.outputLen(index))
        .with(besides.next(random));
  }

  private FittedText begun(int index) {
    FittedText text =
        texts.begun(prefix, prefixLen, draws.inputLen(index), draws.offset(index) + index);
    if (text.isDone()) {
      progress.oneMore();
    }
    return text;
  }
}
