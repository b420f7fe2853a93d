package llmbench.options.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonNumbers;

/**
 * The lines by which {@code vllm bench serve} says a load with a rate before it sends it. Source:
 * {@code benchmark()} of {@code vllm/benchmarks/serve.py} of 0.11.0, 0.32.0 and 0.33.0, which
 * agree.
 */
public final class VllmTraffic {

  private VllmTraffic() {}

  /**
   * The lines: of a rate and of probes; none of evalscope's runs, and of times that only we have.
   */
  public static List<String> of(BenchOptions options) {
    BenchOptions.Load load = options.load();
    if (options.compat().tool() != ToolVersion.Tool.VLLM) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    load.paced().ifPresent(paced -> paced(paced.pace(), load.maxConcurrency(), lines));
    if (load.probes()) {
      lines.add("Probe request rate: " + PythonNumbers.repr(load.probesPerSecond()) + " req/s");
    }
    return lines;
  }

  private static void paced(Pace pace, OptionalInt most, List<String> lines) {
    if (pace instanceof Pace.Drawn drawn) {
      lines.add("Traffic request rate: " + PythonNumbers.repr(drawn.rate()));
      process(drawn.burstiness(), most, lines);
    } else if (pace instanceof Pace.Rising rising) {
      RampUp rampUp = rising.rampUp();
      lines.add("Traffic ramp-up strategy: " + rampUp.strategy().word() + ".");
      lines.add(
          "Will increase RPS from %d to %d RPS over the duration of the benchmark."
              .formatted(rampUp.startRps(), rampUp.endRps()));
      process(rising.burstiness(), most, lines);
    } else if (pace instanceof Pace.OfDataset) {
      lines.add("Self timing is set, using the timestamps from the trace file.");
    }
  }

  private static void process(double burstiness, OptionalInt most, List<String> lines) {
    String process = burstiness == 1 ? "Poisson process" : "Gamma distribution";
    lines.add("Burstiness factor: " + PythonNumbers.repr(burstiness) + " (" + process + ")");
    lines.add("Maximum request concurrency: " + (most.isPresent() ? most.getAsInt() : "None"));
  }
}
