package llmbench.dataset;

import java.util.List;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;

/** Every dataset; each has its options of the same tool and name. */
public final class Datasets {

  /** One line a dataset. */
  public static final List<Dataset> ALL =
      List.of(
          new VllmRandom(),
          new VllmRerank(),
          new PrefixRepetition(),
          new Custom(),
          new Sharegpt(),
          new Burstgpt(),
          new TimedTrace(),
          new Sonnet(),
          new SpecBench(),
          new SpeedBench(),
          new VllmHf(),
          new VllmRandomMm(),
          new CustomImage(),
          new CustomAudio(),
          new EvalscopeRandom(),
          new OpenQa(),
          new LineByLine(),
          new CustomLines(),
          new LongAlpaca(),
          new ShareGpt("zh"),
          new ShareGpt("en"),
          new RandomVl(),
          new PictureSet("flickr8k", "jpg", "txt"),
          new PictureSet("kontext_bench", "image", "instruction"),
          new MmmuMultiImage(),
          new OpenDecisions(),
          new WorkloadTrace(),
          new SpeedBenchmark("speed_benchmark", 1, 6144, 14_336, 30_720),
          new SpeedBenchmark("speed_benchmark_long", 63_488, 129_024),
          new Embedding("embedding"),
          new Embedding("embed"),
          new Embedding("embedding_batch"),
          new RandomEmbedding("random_embedding"),
          new RandomEmbedding("random_embedding_batch"),
          new EvalscopeRerank(),
          new EvalscopeRandomRerank(),
          new FixedPrompt());

  private Datasets() {}

  /** The dataset that was asked for. */
  public static Dataset of(BenchOptions options) {
    Tool tool = options.compat().tool();
    String name = options.dataset().options().name();
    return ALL.stream()
        .filter(dataset -> dataset.tool() == tool && dataset.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(tool.command() + " has no dataset " + name));
  }
}
