package llmbench.plan.vllm;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.plan.CachesToReset;
import llmbench.plan.ServerCommand;
import llmbench.plan.Surroundings.After;

/**
 * The server of a sweep, by its command: {@code ServerProcess} in {@code
 * vllm/benchmarks/sweep/server.py}.
 */
record SweptServer(List<String> words) {

  /** Lets a server empty its caches when it is asked to. */
  private static final Map<String, String> ENVIRONMENT = Map.of("VLLM_SERVER_DEV_MODE", "1");

  private static final List<String> CACHES =
      List.of("/reset_prefix_cache", "/reset_mm_cache", "/reset_encoder_cache");

  private static final String HOST = "localhost";
  private static final String PORT = "8000";

  /** Where it listens, such as {@code http://localhost:8000}. */
  String address() {
    return "http://" + value("--host", HOST) + ":" + value("-p", value("--port", PORT));
  }

  /**
   * How it is started.
   *
   * @param number of the start
   */
  ServerCommand command(int number, int readySeconds, boolean showsOutput) {
    return new ServerCommand(
        number,
        words,
        ENVIRONMENT,
        URI.create(address() + "/health"),
        Duration.ofSeconds(readySeconds),
        showsOutput);
  }

  /** Emptying its caches, after a measurement. */
  After resets() {
    return words.get(0).endsWith("vllm")
        ? After.resetting(new CachesToReset(Optional.of(address()), CACHES))
        : After.NOTHING;
  }

  /**
   * Why it can't be used.
   *
   * @param resets whether its caches are to be emptied
   */
  Optional<String> whyNot(boolean resets) {
    if (words.isEmpty()) {
      return Optional.of("it is empty; expected vllm serve … in quotes");
    }
    if (!isAddress()) {
      return Optional.of(
          "its --host and --port make no address; expected a name and a number from 1 to 65535");
    }
    boolean keepsCache = words.contains("--vector-disk-cache");
    boolean known =
        words.get(0).endsWith("vllm") || (words.get(0).endsWith("infinity_emb") && !keepsCache);
    return known || !resets
        ? Optional.empty()
        : Optional.of(
            "nobody knows how the caches of this server are emptied (its program isn't vllm); say"
                + " it with --after-bench-cmd, which may be true to do nothing");
  }

  private boolean isAddress() {
    try {
      URI uri = URI.create(address());
      return uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= 65_535;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String value(String flag, String otherwise) {
    int at = words.indexOf(flag);
    if (at < 0) {
      return otherwise;
    }
    return at + 1 < words.size() ? words.get(at + 1) : "";
  }
}
