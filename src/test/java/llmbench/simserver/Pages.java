package llmbench.simserver;

import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;
import llmbench.simserver.cache.PrefixCache;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.stats.Counters;
import llmbench.simserver.stream.Engine;
import llmbench.simserver.stream.Frames;
import llmbench.simserver.truth.Truth;
import llmbench.simserver.truth.TruthJson;
import org.jspecify.annotations.Nullable;

/** What the server says of itself: its models, its counters, its truth. On the event loops. */
final class Pages {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final PrefixCache.Counts NO_CACHE = new PrefixCache.Counts(0, 0);

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final SimConfig config;
  private final Truth truth;
  private final Counters counters;
  private final Engine engine;
  private final @Nullable PrefixCache cache;
  private final Executor counting;
  private final Executor aside;

  /**
   * Pages of a server.
   *
   * @param counting where requests that are over give back what they had in the cache
   * @param aside where figures over all requests are worked out: they take too long for a loop
   */
  Pages(
      SimConfig config,
      Truth truth,
      Counters counters,
      Engine engine,
      @Nullable PrefixCache cache,
      Executor counting,
      Executor aside) {
    this.config = config;
    this.truth = truth;
    this.counters = counters;
    this.engine = engine;
    this.cache = cache;
    this.counting = counting;
    this.aside = aside;
  }

  void models(Exchange exchange) {
    Instant now = config.now();
    long created = now.getEpochSecond();
    ObjectNode answer = JSON.objectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (String model : config.models()) {
      ObjectNode entry = data.addObject();
      entry.put("id", model).put("object", "model").put("created", created);
      entry.put("owned_by", "vllm").put("root", model).putNull("parent");
      entry.put("max_model_len", config.maxModelLen());
      ObjectNode permission = entry.putArray("permission").addObject();
      permission.put("id", "modelperm-" + String.format("%016x", (long) model.hashCode()));
      permission.put("object", "model_permission").put("created", created);
      permission.put("allow_create_engine", false).put("allow_sampling", true);
      permission.put("allow_logprobs", true).put("allow_search_indices", false);
      permission.put("allow_view", true).put("allow_fine_tuning", false);
      permission.put("organization", "*").putNull("group").put("is_blocking", false);
    }
    exchange.answer(dated(Answers.json(OK, answer.toString()), now));
  }

  void health(Exchange exchange) {
    exchange.answer(dated(Answers.of(OK, "text/plain", ""), config.now()));
  }

  /** No other server has it: its wall clock, to compare others with. */
  void clock(Exchange exchange) {
    Instant now = config.now();
    long nanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    exchange.answer(Answers.json(OK, "{\"unix_ns\":" + nanos + "}"));
  }

  private static FullHttpResponse dated(FullHttpResponse answer, Instant now) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    answer.headers().set(HttpHeaderNames.DATE, date);
    return answer;
  }

  void version(Exchange exchange) {
    exchange.answer(Answers.json(OK, "{\"version\":\"" + Frames.VLLM_VERSION + "\"}"));
  }

  void metrics(Exchange exchange) {
    int waiting = engine.waiting();
    int running = Math.max(0, truth.inFlight() - waiting);
    PrefixCache.Counts cached = cache == null ? NO_CACHE : cache.counts();
    String page = counters.page(config.models().get(0), running, waiting, cached);
    exchange.answer(Answers.of(OK, "text/plain; version=0.0.4; charset=utf-8", page));
  }

  void truth(Exchange exchange) {
    boolean each = exchange.isAskedFor("requests");
    aside.execute(() -> exchange.answer(Answers.json(OK, TruthJson.json(truth, each))));
  }

  /** There is none; whoever starts and stops it is told that it did. */
  void profiler(Exchange exchange) {
    truth.profiled(exchange.path());
    exchange.answer(Answers.of(OK, "text/plain", ""));
  }

  /**
   * Empties the prefix cache, if there is one; not while a request runs, as vLLM, which says so in
   * its log alone. In turn: what an answer that is over had there was given back before.
   */
  void emptyPrefixCache(Exchange exchange) {
    PrefixCache emptied = cache;
    if (emptied == null) {
      emptiedCache(exchange);
      return;
    }
    counting.execute(
        () -> {
          boolean unused = emptied.reset();
          emptiedCache(exchange);
        });
  }

  /** It keeps none of that kind. */
  void emptiedCache(Exchange exchange) {
    exchange.answer(Answers.of(OK, "text/plain", ""));
  }

  void reset(Exchange exchange) {
    truth.reset();
    exchange.answer(Answers.json(OK, "{}"));
  }
}
