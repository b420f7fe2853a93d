package llmbench.metrics.vllm;

import java.util.List;
import java.util.Optional;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.server.DiffusionDecoding;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.timeline.ServerMetrics;

/**
 * What {@code vllm bench serve} says of a run besides what follows from the requests' times and
 * tokens. Source: {@code benchmark()} of {@code serve.py} of vLLM 0.32.
 *
 * @param probes requests beside the load; empty without a successful one
 * @param rateChanges when a ramp-up came to a whole number of requests per second
 * @param speculative from the server's counters; empty where it drafted nothing
 * @param diffusion from the server's counters; empty of a model that isn't one of diffusion
 * @param audioSeconds of the inputs of successful requests together
 * @param inputs of successful requests that pool: a request may have several
 */
public record VllmExtras(
    Optional<Probes> probes,
    List<RateChange> rateChanges,
    Optional<SpeculativeDecoding> speculative,
    Optional<DiffusionDecoding> diffusion,
    double audioSeconds,
    long inputs) {

  /** Nothing besides. */
  public static final VllmExtras NONE =
      new VllmExtras(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 0, 0);

  public VllmExtras {
    rateChanges = List.copyOf(rateChanges);
  }

  /**
   * Requests beside the load, and the latencies of those that succeeded.
   *
   * @param completed at least 1
   */
  public record Probes(
      long completed, long failed, double medianMillis, double p99Millis, double maxMillis) {

    /** Those with these latencies, in milliseconds. */
    public static Probes of(Distribution latencies, long failed) {
      return new Probes(
          latencies.size(), failed, latencies.median(), latencies.percentile(99), latencies.max());
    }
  }

  /**
   * A step of a ramp-up.
   *
   * @param timestamp local time, ISO-8601
   */
  public record RateChange(int requestsPerSecond, String timestamp) {}

  /** The same with probes. */
  public VllmExtras with(Optional<Probes> sent) {
    return new VllmExtras(sent, rateChanges, speculative, diffusion, audioSeconds, inputs);
  }

  /** The same with a ramp-up's. */
  public VllmExtras with(List<RateChange> changes) {
    return new VllmExtras(probes, changes, speculative, diffusion, audioSeconds, inputs);
  }

  /** The same with what the successful requests had the model work on. */
  public VllmExtras with(double newAudioSeconds, long newInputs) {
    return new VllmExtras(probes, rateChanges, speculative, diffusion, newAudioSeconds, newInputs);
  }

  /** What a server's counters before and after a run tell. */
  public static VllmExtras of(ServerMetrics said) {
    return new VllmExtras(
        Optional.empty(),
        List.of(),
        SpeculativeDecoding.of(said),
        DiffusionDecoding.of(said),
        0,
        0);
  }
}
