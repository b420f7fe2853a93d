package llmbench.simserver;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What {@code /metrics} shows, under vLLM's names. Thread-safe. */
final class Counters {

  private static final double[] TTFT_BUCKETS_SECONDS = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0
  };

  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder generatedTokens = new LongAdder();
  private final LongAdder successes = new LongAdder();
  private final LongAdder ttftNanos = new LongAdder();
  private final LongAdder ttfts = new LongAdder();
  private final AtomicLongArray ttftBuckets = new AtomicLongArray(TTFT_BUCKETS_SECONDS.length);

  void firstToken(long sinceArrivalNanos) {
    ttfts.increment();
    ttftNanos.add(sinceArrivalNanos);
    for (int i = 0; i < TTFT_BUCKETS_SECONDS.length; i++) {
      if (sinceArrivalNanos / 1e9 <= TTFT_BUCKETS_SECONDS[i]) {
        ttftBuckets.incrementAndGet(i);
      }
    }
  }

  void completed(int prompt, int generated) {
    promptTokens.add(prompt);
    generatedTokens.add(generated);
    successes.increment();
  }

  /** The page in Prometheus' text format. */
  String page(String model, int running, int waiting) {
    StringBuilder page = new StringBuilder();
    String label = "model_name=\"" + model + "\"";
    single(page, "num_requests_running", "gauge", label, running);
    single(page, "num_requests_waiting", "gauge", label, waiting);
    single(page, "prefix_cache_queries_total", "counter", label, promptTokens.doubleValue());
    single(page, "prefix_cache_hits_total", "counter", label, 0);
    single(page, "prompt_tokens_total", "counter", label, promptTokens.doubleValue());
    single(page, "generation_tokens_total", "counter", label, generatedTokens.doubleValue());
    String finished = label + ",finished_reason=\"length\"";
    single(page, "request_success_total", "counter", finished, successes.doubleValue());
    String name = "time_to_first_token_seconds";
    page.append("# TYPE vllm:").append(name).append(" histogram\n");
    for (int i = 0; i < TTFT_BUCKETS_SECONDS.length; i++) {
      String bucket = label + ",le=\"" + TTFT_BUCKETS_SECONDS[i] + "\"";
      line(page, name + "_bucket", bucket, (double) ttftBuckets.get(i));
    }
    line(page, name + "_bucket", label + ",le=\"+Inf\"", ttfts.doubleValue());
    line(page, name + "_sum", label, ttftNanos.doubleValue() / 1e9);
    line(page, name + "_count", label, ttfts.doubleValue());
    return page.toString();
  }

  private static void single(
      StringBuilder page, String name, String type, String labels, double value) {
    page.append("# TYPE vllm:").append(name).append(' ').append(type).append('\n');
    line(page, name, labels, value);
  }

  private static void line(StringBuilder page, String name, String labels, double value) {
    page.append("vllm:").append(name).append('{').append(labels).append("} ");
    page.append(value).append('\n');
  }
}
