package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.options.echo.VllmTraffic;
import llmbench.timeline.Counted;

/** What is said of the load before it begins: how many requests at once, and when. */
final class LoadLines {

  private LoadLines() {}

  /**
   * The lines: ours, and where vLLM bench has a rate its own.
   *
   * @param prompts how many requests are measured
   */
  static List<String> of(BenchOptions options, int prompts) {
    BenchOptions.Load load = options.load();
    Optional<Pace> pace = load.paced().map(BenchOptions.Paced::pace);
    List<String> lines = new ArrayList<>();
    lines.add(
        "Load: " + pace.map(each -> paced(each, load)).orElseGet(() -> closed(load, prompts)));
    lines.addAll(VllmTraffic.of(options));
    return lines;
  }

  private static String closed(BenchOptions.Load load, int prompts) {
    return load.maxConcurrency().isPresent()
        ? Counted.of(load.concurrency(prompts), "request") + " in flight at once"
        : "no --max-concurrency, so all " + prompts + " requests at once, as vLLM bench does";
  }

  private static String paced(Pace pace, BenchOptions.Load load) {
    return pace.said()
        + (load.maxConcurrency().isPresent()
            ? "; " + load.maxConcurrency().getAsInt() + " in flight at most, the others wait"
            : "; however many are in flight");
  }
}
