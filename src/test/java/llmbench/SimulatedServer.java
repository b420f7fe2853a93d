package llmbench;

import java.util.List;
import llmbench.options.BenchOptions;
import llmbench.simserver.SimConfig;
import llmbench.simserver.SimServer;
import llmbench.simserver.Timing;
import llmbench.simserver.TokenizerPromptCounter;
import llmbench.tokenizer.Opened;

/** The simulated server that a run without a real one starts for itself. */
final class SimulatedServer {

  private SimulatedServer() {}

  /** A server that has the model which the run asks for. */
  static SimServer start(BenchOptions options, Opened tokenizer) {
    String served = options.model().servedName();
    String id = options.model().id();
    String model = served != null ? served : id != null ? id : SimConfig.DEFAULT_MODEL;
    return SimServer.start(
        SimConfig.of(Timing.Batch.A100_QWEN25_05B).withModels(List.of(model)),
        new TokenizerPromptCounter(tokenizer.tokenizer(), tokenizer.chatTemplate().orElse(null)));
  }
}
