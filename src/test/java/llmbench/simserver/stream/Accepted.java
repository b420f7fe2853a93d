package llmbench.simserver.stream;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.request.Shape;
import llmbench.simserver.truth.RequestTruth;
import org.jspecify.annotations.Nullable;

/**
 * A request that was accepted.
 *
 * @param exchange it came with
 * @param request what it asks for
 * @param truth the account of it
 * @param promptTokens how many tokens its prompt has, once they are counted
 * @param prefill what of its prompt has to be computed
 * @param readyNanos when the timing model may begin with it
 * @param saysMetrics whether its answer says its own times
 * @param saysCached whether its answer says how many tokens of its prompt were cached
 */
public record Accepted(
    Exchange exchange,
    CompletionRequest request,
    RequestTruth truth,
    CompletableFuture<Integer> promptTokens,
    Prefill prefill,
    long readyNanos,
    boolean saysMetrics,
    boolean saysCached) {

  private static final Map<Shape, String> PREFIXES =
      Map.of(
          Shape.CHAT, "chatcmpl-",
          Shape.RESPONSES, "resp_",
          Shape.SPEECH, "trsc-",
          Shape.EMBEDDINGS, "embd-",
          Shape.POOLING, "pool-",
          Shape.RANKING, "rerank-");

  /** vLLM's own id, or the client's with the same prefix. */
  String id() {
    String own = truth.requestId();
    return PREFIXES.getOrDefault(request.shape(), "cmpl-")
        + (own.isEmpty() ? String.format("%016x", truth.number() + 1L) : own);
  }

  /** The request's own times, as vLLM puts them into an answer; null where it doesn't. */
  @Nullable String metrics() {
    return saysMetrics && truth.tokens() > 0 ? RequestMetrics.json(truth) : null;
  }

  /** It is taken up: from now on it doesn't wait. How many tokens of its prompt were cached. */
  int scheduled(long nanos) {
    int cached = prefill.begin();
    truth.scheduled(nanos, cached);
    return cached;
  }

  /** Its token counts, where its prompt has so many. */
  Spent spent(int promptCount) {
    return new Spent(promptCount, request.tokens(), truth.cachedTokens(), saysCached);
  }

  /** Nothing more is written. */
  void over() {
    prefill.over(() -> saying().first(truth.tokens()));
  }

  /** What its answer says. */
  Saying saying() {
    return new Saying(truth.number(), request.tokens(), request.inJson());
  }

  /** The messages of its stream. */
  Frames frames() {
    return Frames.of(request, id(), System.currentTimeMillis() / 1000);
  }
}
