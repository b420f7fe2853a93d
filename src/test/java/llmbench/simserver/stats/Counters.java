package llmbench.simserver.stats;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.concurrent.atomic.LongAdder;
import llmbench.simserver.cache.PrefixCache;
import llmbench.simserver.request.CompletionRequest;

/**
 * What {@code /metrics} shows, under vLLM's names and with its labels: the handful that tools ask
 * for. Thread-safe.
 */
public final class Counters {

  private static final double[] TTFT_SECONDS = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
    20.0, 40.0, 80.0, 160.0, 640.0, 2560.0
  };
  private static final double[] ITL_SECONDS = {
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 20.0,
    40.0, 80.0
  };

  /** Of a whole request, and of each of its phases. */
  private static final double[] E2E_SECONDS = {
    0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 120.0, 240.0,
    480.0, 960.0, 1920.0, 7680.0
  };

  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder generatedTokens = new LongAdder();
  private final LongAdder lengths = new LongAdder();
  private final LongAdder aborts = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder stops = new LongAdder();
  private final Histogram ttft = new Histogram(TTFT_SECONDS);
  private final Histogram itl = new Histogram(ITL_SECONDS);
  private final Histogram queue = new Histogram(E2E_SECONDS);
  private final Histogram prefill = new Histogram(E2E_SECONDS);
  private final Histogram decode = new Histogram(E2E_SECONDS);
  private final Histogram e2e = new Histogram(E2E_SECONDS);

  /**
   * How long the phases of a request took, in nanoseconds.
   *
   * @param queue from its arrival until it was taken up
   * @param prefill from then to its first token
   * @param decode from its first token to its last
   * @param e2e from its arrival to its end
   */
  public record Phases(long queue, long prefill, long decode, long e2e) {}

  public void firstToken(long sinceArrivalNanos) {
    ttft.add(sinceArrivalNanos);
  }

  /** A token was written after another one. */
  public void gap(long sinceLastNanos) {
    itl.add(sinceLastNanos);
  }

  /** A request got all of its tokens. */
  public void completed(int prompt, CompletionRequest request, Phases phases) {
    promptTokens.add(prompt);
    generatedTokens.add(request.generated());
    (request.finishReason().equals("stop") ? stops : lengths).increment();
    queue.add(phases.queue());
    if (request.generated() > 0) {
      prefill.add(phases.prefill());
      decode.add(phases.decode());
    }
    e2e.add(phases.e2e());
  }

  public void aborted() {
    aborts.increment();
  }

  public void failed() {
    errors.increment();
  }

  /** The page in Prometheus' text format. */
  public String page(String model, int running, int waiting, PrefixCache.Counts cache) {
    MetricsText page = new MetricsText("model_name=" + TextNode.valueOf(model));
    page.gauge("num_requests_running", "Number of requests in model execution batches.", running);
    page.gauge("num_requests_waiting", "Number of requests waiting to be processed.", waiting);
    page.counter(
        "prefix_cache_queries",
        "Prefix cache queries, in terms of number of queried tokens.",
        (double) cache.queries());
    page.counter(
        "prefix_cache_hits",
        "Prefix cache hits, in terms of number of cached tokens.",
        (double) cache.hits());
    page.counter(
        "prompt_tokens_cached",
        "Number of cached prompt tokens (local + external).",
        (double) cache.hits());
    page.counter(
        "prompt_tokens", "Number of prefill tokens processed.", promptTokens.doubleValue());
    page.counter(
        "generation_tokens",
        "Number of generation tokens processed.",
        generatedTokens.doubleValue());
    page.head("request_success_total", "counter", "Count of successfully processed requests.");
    page.line("request_success_total", "finished_reason=\"stop\",", stops.doubleValue());
    page.line("request_success_total", "finished_reason=\"length\",", lengths.doubleValue());
    page.line("request_success_total", "finished_reason=\"abort\",", aborts.doubleValue());
    page.line("request_success_total", "finished_reason=\"error\",", errors.doubleValue());
    page.histogram(
        "time_to_first_token_seconds", "Histogram of time to first token in seconds.", ttft);
    page.histogram(
        "inter_token_latency_seconds", "Histogram of inter-token latency in seconds.", itl);
    page.histogram(
        "request_queue_time_seconds",
        "Histogram of time spent in WAITING phase for request.",
        queue);
    page.histogram(
        "request_prefill_time_seconds",
        "Histogram of time spent in PREFILL phase for request.",
        prefill);
    page.histogram(
        "request_decode_time_seconds",
        "Histogram of time spent in DECODE phase for request.",
        decode);
    page.histogram(
        "e2e_request_latency_seconds", "Histogram of e2e request latency in seconds.", e2e);
    return page.text();
  }
}
