package llmbench.options.dataset;

import static llmbench.options.dataset.KnownDataset.evalscope;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code speed_benchmark} and {@code speed_benchmark_long}, which have no options.
 *
 * @param name which of both
 */
public record SpeedBenchmarkOptions(String name) implements DatasetOptions {

  static final KnownDataset SHORT = of("speed_benchmark");
  static final KnownDataset LONG = of("speed_benchmark_long");

  private static KnownDataset of(String name) {
    return evalscope(name, List.of(), settings -> of(name, settings));
  }

  private static SpeedBenchmarkOptions of(String name, Settings settings) {
    DatasetArgs.none(settings, name);
    return new SpeedBenchmarkOptions(name);
  }
}
