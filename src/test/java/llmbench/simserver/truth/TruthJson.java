package llmbench.simserver.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import llmbench.metrics.numbers.Distribution;
import llmbench.simserver.config.ServerFault;

/** The truth as JSON. Works through all requests: not for an event loop. */
public final class TruthJson {

  private static final double[] PERCENTS = {90, 95, 99, 99.9};

  private TruthJson() {}

  /**
   * Statistics, and with {@code each} every request; its times are since its arrival. The first
   * arrival is a stamp of {@link System#nanoTime()} itself, which all processes of a Linux machine
   * share.
   */
  public static String json(Truth truth, boolean each) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<RequestTruth> all = truth.requests();
    long start = all.stream().mapToLong(RequestTruth::arrivedNanos).min().orElse(0);
    long end = all.stream().mapToLong(RequestTruth::endNanos).max().orElse(0);
    double seconds = end == 0 ? 0 : (end - start) / 1e9;
    json.put("requests", truth.received());
    json.put("completed", truth.completed());
    json.put("aborted", truth.aborted());
    json.put("failed", truth.failed());
    json.put("refused", truth.refusals());
    json.put("faulted", truth.faulted());
    ObjectNode faults = json.putObject("faults");
    truth.faults().forEach((kind, count) -> faults.put(kind.label(), count));
    json.put("in_flight", truth.inFlight());
    json.put("max_in_flight", truth.maxInFlight());
    json.put("connections_opened", truth.connectionsOpened());
    json.put("connections_open", truth.connectionsOpen());
    json.put("duplicates", truth.receivedTwice());
    json.put("same_body", truth.sameBody());
    json.put("first_arrival_monotonic_ns", start);
    json.put("duration_s", seconds);
    json.put("output_tokens", truth.outputTokens());
    json.put("output_tokens_per_s", seconds == 0 ? 0 : truth.outputTokens() / seconds);
    ArrayNode profiler = json.putArray("profiler");
    for (Truth.ProfilerCall call : truth.profilerCalls()) {
      profiler.addObject().put("path", call.path()).put("requests", call.requests());
    }
    put(json.putObject("shop"), truth.shop());
    TurnsJson.put(json, truth);
    put(json, "ttft_ms", truth.ttftMillis());
    put(json, "tpot_ms", truth.tpotMillis());
    put(json, "itl_ms", truth.itlMillis());
    put(json, "e2el_ms", truth.e2elMillis());
    ArrayNode overTime = json.putArray("in_flight_over_time");
    for (long[] change : truth.inFlightOverTime()) {
      overTime.addArray().add(change[0] / 1e6).add(change[1]);
    }
    if (each) {
      ArrayNode list = json.putArray("each");
      all.forEach(request -> put(list.addObject(), request, start));
    }
    return json.toString();
  }

  private static void put(ObjectNode json, ShopTruth shop) {
    json.put("logins", shop.logins());
    json.put("searches", shop.searches());
    json.put("products", shop.products());
    json.put("rated", shop.rated());
    ArrayNode ratings = json.putArray("ratings");
    for (ShopTruth.Rating rating : shop.ratings()) {
      ratings
          .addObject()
          .put("user", rating.user())
          .put("answer", rating.answer())
          .put("stars", rating.stars());
    }
  }

  static void put(ObjectNode json, String name, Distribution millis) {
    ObjectNode figure = json.putObject(name);
    figure.put("mean", millis.mean());
    figure.put("median", millis.median());
    for (double percent : PERCENTS) {
      String label = percent == Math.rint(percent) ? "" + (int) percent : "" + percent;
      figure.put("p" + label, millis.percentile(percent));
    }
    figure.put("max", millis.max());
  }

  private static void put(ObjectNode json, RequestTruth request, long startNanos) {
    long arrived = request.arrivedNanos();
    json.put("number", request.number());
    json.put("request_id", request.requestId());
    json.put("body_sha256", String.format("%016x", request.bodyHash()));
    json.put("connection", request.connection());
    json.put("in_flight", request.inFlight());
    json.put("state", request.ending().label());
    ServerFault fault = request.fault();
    json.put("fault", fault == null ? null : fault.toString());
    json.put("status", request.status());
    json.put("chunks", request.chunks());
    json.put("finish", request.finishWritten());
    json.put("usage", request.usageWritten());
    json.put("done", request.doneWritten());
    json.put("client_left", request.ending() == TruthEnding.ABORTED);
    json.put("prompt_tokens", request.promptTokens());
    json.put("cached_tokens", request.cachedTokens());
    json.put("turn", request.turn());
    json.put("arrived_ns", arrived - startNanos);
    if (request.tokens() > 0) {
      json.put("first_ns", request.firstNanos() - arrived);
    }
    ArrayNode tokens = json.putArray("tokens_ns");
    int written = request.tokens();
    for (int i = 0; i < written; i++) {
      tokens.add(request.tokenNanos(i) - arrived);
    }
    if (request.isOver()) {
      json.put("end_ns", request.endNanos() - arrived);
    }
  }
}
