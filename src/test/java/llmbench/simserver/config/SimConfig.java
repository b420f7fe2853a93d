package llmbench.simserver.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated server is to be.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param models names that requests may ask for; the first is the server's own
 * @param timing when tokens are written
 * @param maxModelLen most tokens of prompt and answer together
 * @param finishApart whether the finish reason comes in a chunk of its own, as older servers send
 *     it, instead of with the last token
 * @param apiKey the bearer token that requests need; null for none
 * @param truth whether times of writes are kept; without, memory does not grow
 * @param faults which requests meet which fault
 * @param requestMetrics whether each answer says its request's own times, as vLLM's does with
 *     {@code --enable-per-request-metrics}
 * @param clockOffset what its wall clock is ahead of the machine's
 * @param prefixCaching whether, and how, it keeps what it has computed of prompts
 */
public record SimConfig(
    String host,
    int port,
    List<String> models,
    Timing timing,
    int maxModelLen,
    boolean finishApart,
    @Nullable String apiKey,
    boolean truth,
    FaultSchedule faults,
    boolean requestMetrics,
    Duration clockOffset,
    PrefixCaching prefixCaching) {

  /** The model that the server has when none is named. */
  public static final String DEFAULT_MODEL = "Qwen2.5-0.5B-Instruct";

  public SimConfig {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a server needs a model");
    }
  }

  /** Without faults, and its answers say nothing of their times. */
  public SimConfig(
      String host,
      int port,
      List<String> models,
      Timing timing,
      int maxModelLen,
      boolean finishApart,
      @Nullable String apiKey,
      boolean truth) {
    this(
        host,
        port,
        models,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        FaultSchedule.none(),
        false,
        Duration.ZERO,
        PrefixCaching.OFF);
  }

  /** A server on a free port of this machine. */
  public static SimConfig of(Timing timing) {
    return new SimConfig("127.0.0.1", 0, List.of(DEFAULT_MODEL), timing, 32_768, false, null, true);
  }

  /** The same with these models. */
  public SimConfig withModels(List<String> names) {
    return new SimConfig(
        host,
        port,
        names,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        faults,
        requestMetrics,
        clockOffset,
        prefixCaching);
  }

  /** The same with these faults. */
  public SimConfig withFaults(FaultSchedule schedule) {
    return new SimConfig(
        host,
        port,
        models,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        schedule,
        requestMetrics,
        clockOffset,
        prefixCaching);
  }

  /** The same, whose answers say their own times or don't. */
  public SimConfig withRequestMetrics(boolean said) {
    return new SimConfig(
        host,
        port,
        models,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        faults,
        said,
        clockOffset,
        prefixCaching);
  }

  /** The same with a wall clock that is so much ahead of the machine's. */
  public SimConfig withClockOffset(Duration ahead) {
    return new SimConfig(
        host,
        port,
        models,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        faults,
        requestMetrics,
        ahead,
        prefixCaching);
  }

  /** The same with this cache. */
  public SimConfig withPrefixCaching(PrefixCaching caching) {
    return new SimConfig(
        host,
        port,
        models,
        timing,
        maxModelLen,
        finishApart,
        apiKey,
        truth,
        faults,
        requestMetrics,
        clockOffset,
        caching);
  }

  /** What its wall clock shows. */
  public Instant now() {
    return Instant.now().plus(clockOffset);
  }
}
