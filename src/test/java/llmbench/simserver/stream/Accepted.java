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
 * @param readyNanos when the timing model may begin with it
 * @param saysMetrics whether its answer says its own times
 */
public record Accepted(
    Exchange exchange,
    CompletionRequest request,
    RequestTruth truth,
    CompletableFuture<Integer> promptTokens,
    long readyNanos,
    boolean saysMetrics) {

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

  /** The messages of its stream. */
  Frames frames() {
    return Frames.of(request, id(), System.currentTimeMillis() / 1000);
  }
}
