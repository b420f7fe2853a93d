package llmbench.simserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import llmbench.metrics.Distribution;

/**
 * The server's own account of all requests since it started, or since it was reset: what a client's
 * account is compared with. Thread-safe.
 */
public final class Truth {

  private final boolean kept;
  private final Queue<RequestTruth> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> timesById = new ConcurrentHashMap<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger maxInFlight = new AtomicInteger();
  private final AtomicInteger connectionsOpened = new AtomicInteger();
  private final AtomicInteger connectionsOpen = new AtomicInteger();

  Truth(boolean kept) {
    this.kept = kept;
  }

  /** A connection was opened; its number. */
  int connectionOpened() {
    connectionsOpen.incrementAndGet();
    return connectionsOpened.getAndIncrement();
  }

  void connectionClosed() {
    connectionsOpen.decrementAndGet();
  }

  RequestTruth arrived(String requestId, int connection, long arrivedNanos, int tokens) {
    int now = inFlight.incrementAndGet();
    maxInFlight.accumulateAndGet(now, Math::max);
    RequestTruth request =
        new RequestTruth(
            received.getAndIncrement(), requestId, connection, now, arrivedNanos, tokens);
    if (kept) {
      requests.add(request);
      if (!requestId.isEmpty()) {
        timesById.merge(requestId, 1, Integer::sum);
      }
    }
    return request;
  }

  void ended(RequestTruth request, long stampNanos, boolean whole) {
    inFlight.decrementAndGet();
    request.ended(stampNanos, whole);
  }

  void reset() {
    requests.clear();
    timesById.clear();
    received.set(0);
    maxInFlight.set(inFlight.get());
  }

  /** Requests in order of arrival; those under way are not whole yet. */
  public List<RequestTruth> requests() {
    return requests.stream().sorted(Comparator.comparingInt(RequestTruth::number)).toList();
  }

  /** How many requests were received. */
  public int received() {
    return received.get();
  }

  /** How many are in flight now. */
  public int inFlight() {
    return inFlight.get();
  }

  /** The most that were in flight at once. */
  public int maxInFlight() {
    return maxInFlight.get();
  }

  /** How many connections were opened since the server started. */
  public int connectionsOpened() {
    return connectionsOpened.get();
  }

  /** How many requests were received more than once, by their {@code x-request-id}. */
  public int receivedTwice() {
    return (int) timesById.values().stream().filter(times -> times > 1).count();
  }

  /** From the last byte of a request to its first token, in ms; of completed requests. */
  public Distribution ttftMillis() {
    return of(
        completed()
            .filter(r -> r.tokens() > 0)
            .mapToDouble(r -> (r.tokenNanos(0) - r.arrivedNanos()) / 1e6));
  }

  /** From one token of a request to the next, in ms; of completed requests. */
  public Distribution itlMillis() {
    return of(completed().flatMapToDouble(Truth::gapsMillis));
  }

  /** (last token − first) / (tokens − 1), in ms; of completed requests. */
  public Distribution tpotMillis() {
    return of(completed().filter(r -> r.tokens() > 1).mapToDouble(Truth::tpotMillis));
  }

  /** From the last byte of a request to the last one of its answer, in ms. */
  public Distribution e2elMillis() {
    return of(completed().mapToDouble(r -> (r.endNanos() - r.arrivedNanos()) / 1e6));
  }

  /**
   * How many requests were in flight, each time that changed: pairs of nanoseconds since the first
   * arrival, and requests from then on.
   */
  public List<long[]> inFlightOverTime() {
    List<long[]> changes = new ArrayList<>();
    for (RequestTruth request : requests) {
      changes.add(new long[] {request.arrivedNanos(), 1});
      if (request.isOver()) {
        changes.add(new long[] {request.endNanos(), -1});
      }
    }
    changes.sort(Comparator.<long[]>comparingLong(c -> c[0]).thenComparingLong(c -> c[1]));
    long start = changes.isEmpty() ? 0 : changes.get(0)[0];
    long now = 0;
    for (long[] change : changes) {
      now += change[1];
      change[0] -= start;
      change[1] = now;
    }
    return changes;
  }

  /** The account as JSON: statistics, and with {@code each} every request. */
  public String json(boolean each) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<RequestTruth> all = requests();
    long done = completed().count();
    long tokens = completed().mapToLong(RequestTruth::tokens).sum();
    long first = all.stream().mapToLong(RequestTruth::arrivedNanos).min().orElse(0);
    long last = all.stream().mapToLong(RequestTruth::endNanos).max().orElse(0);
    double seconds = Math.max(0, (last - first) / 1e9);
    json.put("requests", received());
    json.put("completed", done);
    json.put("aborted", all.stream().filter(r -> r.isOver() && !r.completed()).count());
    json.put("in_flight", inFlight());
    json.put("max_in_flight", maxInFlight());
    json.put("connections_opened", connectionsOpened());
    json.put("connections_open", connectionsOpen.get());
    json.put("received_twice", receivedTwice());
    json.put("duration_s", seconds);
    json.put("output_tokens", tokens);
    json.put("output_tokens_per_s", seconds == 0 ? 0 : tokens / seconds);
    put(json, "ttft_ms", ttftMillis());
    put(json, "tpot_ms", tpotMillis());
    put(json, "itl_ms", itlMillis());
    put(json, "e2el_ms", e2elMillis());
    ArrayNode overTime = json.putArray("in_flight_over_time");
    for (long[] change : inFlightOverTime()) {
      overTime.addArray().add(change[0] / 1e6).add(change[1]);
    }
    if (each) {
      ArrayNode list = json.putArray("each");
      all.forEach(request -> put(list.addObject(), request, first));
    }
    return json.toString();
  }

  private static void put(ObjectNode json, String name, Distribution millis) {
    ObjectNode figure = json.putObject(name);
    figure.put("mean", millis.mean());
    figure.put("median", millis.median());
    figure.put("p99", millis.percentile(99));
    figure.put("max", millis.max());
  }

  private static void put(ObjectNode json, RequestTruth request, long startNanos) {
    json.put("number", request.number());
    json.put("request_id", request.requestId());
    json.put("connection", request.connection());
    json.put("in_flight", request.inFlight());
    json.put("completed", request.completed());
    json.put("prompt_tokens", request.promptTokens());
    json.put("arrived_ns", request.arrivedNanos() - startNanos);
    json.put("end_ns", request.isOver() ? request.endNanos() - startNanos : 0);
    ArrayNode tokens = json.putArray("tokens_ns");
    for (int i = 0; i < request.tokens(); i++) {
      tokens.add(request.tokenNanos(i) - request.arrivedNanos());
    }
  }

  private java.util.stream.Stream<RequestTruth> completed() {
    return requests.stream().filter(RequestTruth::completed);
  }

  private static double tpotMillis(RequestTruth request) {
    int last = request.tokens() - 1;
    return (request.tokenNanos(last) - request.tokenNanos(0)) / 1e6 / last;
  }

  private static DoubleStream gapsMillis(RequestTruth request) {
    double[] gaps = new double[Math.max(0, request.tokens() - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = (request.tokenNanos(i + 1) - request.tokenNanos(i)) / 1e6;
    }
    return DoubleStream.of(gaps);
  }

  private static Distribution of(DoubleStream values) {
    return Distribution.of(values.toArray());
  }
}
