package llmbench.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Stream;
import llmbench.metrics.numbers.Distribution;
import llmbench.options.BenchOptions;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.Truth;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;

/** The simulated server that a run without a real one starts for itself. */
final class SimulatedServer {

  private SimulatedServer() {}

  /**
   * What its user is told.
   *
   * @param instead whether it stands in for a server that was named
   */
  static String note(boolean instead) {
    return "The server is simulated: no real model is measured. "
        + (instead
            ? "Leave out -Dllm.server=simulated to run against the one that is named."
            : "-Dbench='vllm bench serve …' runs against a real one.");
  }

  /** A server that has the models which the run asks for. */
  static SimServer start(BenchOptions options, Opened asked) {
    // A server counts, whether its client does or not.
    Opened tokenizer = asked.isNone() ? Tokenizers.open("bundled", null) : asked;
    String served = options.model().servedName();
    String id = options.model().id();
    String model = served != null ? served : id != null ? id : SimConfig.DEFAULT_MODEL;
    Stream<String> modules = options.model().lora().stream().flatMap(lora -> lora.names().stream());
    Stream<String> several =
        options.model().models().stream().flatMap(models -> models.weights().keySet().stream());
    Stream<String> others = Stream.concat(modules, several);
    return SimServer.startWarm(
        SimConfig.of(Timing.Batch.A100_QWEN25_05B)
            .withModels(Stream.concat(Stream.of(model), others).distinct().toList()),
        new TokenizerPromptCounter(tokenizer.tokenizer(), tokenizer.chatTemplate().orElse(null)));
  }

  /** The server's own account beside ours: it stamped each token right before it wrote it. */
  static void printTruth(SimServer server, PrintStream out) {
    Truth truth = server.truth();
    out.println("-------- The simulated server's own truth --------");
    line(out, "Most requests in flight:", String.valueOf(truth.maxInFlight()));
    timed(out, "To the first token, median / P99 (ms):", truth.ttftMillis());
    timed(out, "Between tokens, median / P99 (ms):", truth.itlMillis());
    out.println("==================================================");
  }

  /** Answers without tokens have no times of them. */
  private static void timed(PrintStream out, String label, Distribution millis) {
    if (millis.size() > 0) {
      line(out, label, spread(millis));
    }
  }

  private static void line(PrintStream out, String label, String value) {
    out.printf(Locale.ROOT, "%-40s %-10s%n", label, value);
  }

  private static String spread(Distribution millis) {
    return String.format(Locale.ROOT, "%.2f / %.2f", millis.median(), millis.percentile(99));
  }
}
