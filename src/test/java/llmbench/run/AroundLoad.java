package llmbench.run;

import java.util.Optional;
import llmbench.process.Console;
import llmbench.target.MetricsPage;
import llmbench.target.Profiler;

/**
 * What the server is asked right before the load and right behind it, in vLLM bench's order: its
 * profiler begins before its counters are read, and ends behind them.
 *
 * <p>Source: {@code benchmark()} and {@code main_async()} of {@code vllm/benchmarks/serve.py}.
 */
final class AroundLoad {

  private final Optional<Profiler> profiler;

  /**
   * Of several servers none is asked, since their accounts would have to be added up; for a part of
   * a benchmark neither, since they are of the other parts as well.
   */
  private final Optional<MetricsPage> metrics;

  private AroundLoad(Optional<Profiler> profiler, Optional<MetricsPage> metrics) {
    this.profiler = profiler;
    this.metrics = metrics;
  }

  /**
   * Around the load of a step.
   *
   * @param sayOnce what every step of the run may have to say
   */
  static AroundLoad of(PreparedRun prepared, SaidOnce sayOnce) {
    var endpoint = prepared.target().endpoint();
    return new AroundLoad(
        prepared.profiler().map(asked -> new Profiler(endpoint, asked, Console::say)),
        prepared.target().isSeveral() || !prepared.isAll()
            ? Optional.empty()
            : Optional.of(new MetricsPage(endpoint, sayOnce::say)));
  }

  /**
   * The load is about to begin. Of several callers the first asks, and waits for the answers; the
   * others go on.
   */
  void begin() {
    profiler.ifPresent(Profiler::begin);
    metrics.ifPresent(MetricsPage::begin);
  }

  /**
   * The load is over.
   *
   * @param stopped whether somebody has stopped it: who has waits for its report, not for the
   *     server
   */
  MetricsPage.Readings end(boolean stopped) {
    MetricsPage.Readings said =
        stopped
            ? MetricsPage.Readings.NONE
            : metrics.map(MetricsPage::end).orElse(MetricsPage.Readings.NONE);
    profiler.ifPresent(each -> each.end(stopped));
    return said;
  }
}
