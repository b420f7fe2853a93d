package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    NumpyRandom random = new NumpyRandom(dataset.seed());
    this.draws = RandomDraws.of(random, version, dataset, tokenizer);
    this.texts = new RandomTexts(tokenizer, random);
    this.prefix = texts.prefix(prefixLen);
  }

  /** All cores do what needs no draw; then one thread does the rest in the prompts' order. */
  List<Prompt> build() {
    List<FittedText> begun = IntStream.range(0, count).parallel().mapToObj(this::begun).toList();
    List<Prompt> prompts = new ArrayList<>(begun.size());
    for (int i = 0; i < begun.size(); i++) {
      FittedText text = begun.get(i);
      if (!text.isDone()) {
        texts.finish(text);
        progress.oneMore();
      }
      prompts.add(new Prompt(i, text.text(), text.ids().length, draws.outputLen(i)));
    }
    return List.copyOf(prompts);
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
