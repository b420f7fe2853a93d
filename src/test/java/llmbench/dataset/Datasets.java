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
