package llmbench.simserver.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import llmbench.metrics.numbers.Distribution;
import llmbench.simserver.config.ServerFaultKind;

/**
 * The server's own account of all requests since it started, or since it was reset: what a client's
 * account is compared with. Thread-safe.
 *
 * <p>Requests that were refused are only counted.
 */
public final class Truth {

  private final boolean kept;
  private final Queue<RequestTruth> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> timesById = new ConcurrentHashMap<>();
  private final Map<Long, Integer> timesByBody = new ConcurrentHashMap<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger maxInFlight = new AtomicInteger();
  private final AtomicInteger connectionNumber = new AtomicInteger();
  private final AtomicInteger connectionsOpened = new AtomicInteger();
  private final AtomicInteger connectionsOpen = new AtomicInteger();
  private final LongAdder completed = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder faulted = new LongAdder();
  private final Map<ServerFaultKind, Integer> faults = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final Queue<ProfilerCall> profiler = new ConcurrentLinkedQueue<>();
  private final ShopTruth shop;

  /**
   * A profiler was asked to begin or to end.
   *
   * @param path that it was asked by
   * @param requests how many had been received by then
   */
  public record ProfilerCall(String path, int requests) {}

  public Truth(boolean kept) {
    this.kept = kept;
    shop = new ShopTruth(kept);
  }

  /** A connection was opened; its number. */
  public int connectionOpened() {
    connectionsOpen.incrementAndGet();
    connectionsOpened.incrementAndGet();
    return connectionNumber.getAndIncrement();
  }

  public void connectionClosed() {
    connectionsOpen.decrementAndGet();
  }

  /** A request was answered with an error. */
  public void refused() {
    refused.increment();
  }

  /** A profiler was asked to begin or to end. */
  public void profiled(String path) {
    profiler.add(new ProfilerCall(path, received.get()));
  }

  /** Each time that one was, in this order. */
  public List<ProfilerCall> profilerCalls() {
    return List.copyOf(profiler);
  }

  /** The account of the ordinary requests. */
  public ShopTruth shop() {
    return shop;
  }

  /** The next request of all; see {@link RequestTruth} for what is told of it. */
  public RequestTruth arrived(
      String requestId, long bodyHash, int connection, long arrivedNanos, int turn, int tokens) {
    int now = inFlight.incrementAndGet();
    maxInFlight.accumulateAndGet(now, Math::max);
    RequestTruth request =
        new RequestTruth(
            received.getAndIncrement(),
            requestId,
            bodyHash,
            connection,
            now,
            arrivedNanos,
            turn,
            tokens,
            kept);
    if (kept) {
      requests.add(request);
      if (requestId.isEmpty()) {
        timesByBody.merge(bodyHash, 1, Integer::sum);
      } else {
        timesById.merge(requestId, 1, Integer::sum);
      }
    }
    return request;
  }

  /** A fault was committed, or begins. */
  public void struck(ServerFaultKind kind) {
    faults.merge(kind, 1, Integer::sum);
  }

  public void ended(RequestTruth request, long stampNanos, TruthEnding how) {
    if (how == TruthEnding.COMPLETED) {
      completed.increment();
      outputTokens.add(request.tokens());
    } else {
      (how == TruthEnding.ABORTED ? aborted : how == TruthEnding.FAULTED ? faulted : failed)
          .increment();
    }
    request.ended(stampNanos, how);
    // Last: whoever sees nothing in flight sees every ending.
    inFlight.decrementAndGet();
  }

  /** Forgets what was; what is in flight or open goes on being counted. */
  public void reset() {
    requests.clear();
    timesById.clear();
    timesByBody.clear();
    received.set(0);
    completed.reset();
    aborted.reset();
    failed.reset();
    faulted.reset();
    faults.clear();
    refused.reset();
    outputTokens.reset();
    profiler.clear();
    shop.reset();
    maxInFlight.set(inFlight.get());
    connectionsOpened.set(connectionsOpen.get());
  }

  /** Requests in order of arrival; those under way are not whole yet. */
  public List<RequestTruth> requests() {
    return requests.stream().sorted(Comparator.comparingInt(RequestTruth::number)).toList();
  }

  /** How many requests were received and not refused. */
  public int received() {
    return received.get();
  }

  /** How many got all of their answer. */
  public long completed() {
    return completed.sum();
  }

  /** How many did not: their client left. */
  public long aborted() {
    return aborted.sum();
  }

  /** How many did not: the server failed, against its will. */
  public long failed() {
    return failed.sum();
  }

  /** How many did not: a fault of the schedule ended them. */
  public long faulted() {
    return faulted.sum();
  }

  /**
   * How often each kind of fault was committed, or begun; those that never were are missing. More
   * than {@link #faulted}: an answer that is only unusual is completed, one that stalls aborted.
   */
  public Map<ServerFaultKind, Integer> faults() {
    Map<ServerFaultKind, Integer> counts = new EnumMap<>(ServerFaultKind.class);
    counts.putAll(faults);
    return counts;
  }

  /** How many were answered with an error. */
  public long refusals() {
    return refused.sum();
  }

  /** Tokens of completed requests. */
  public long outputTokens() {
    return outputTokens.sum();
  }

  /** How many are in flight now. */
  public int inFlight() {
    return inFlight.get();
  }

  /** The most that were in flight at once. */
  public int maxInFlight() {
    return maxInFlight.get();
  }

  /** How many connections were opened since the server started, or were open at the reset. */
  public int connectionsOpened() {
    return connectionsOpened.get();
  }

  /** How many connections are open now. */
  public int connectionsOpen() {
    return connectionsOpen.get();
  }

  /** How many requests came again, by their {@code x-request-id}. */
  public int receivedTwice() {
    return again(timesById);
  }

  /** How many requests without an {@code x-request-id} had the same body as one before. */
  public int sameBody() {
    return again(timesByBody);
  }

  private static int again(Map<?, Integer> times) {
    return times.values().stream().mapToInt(n -> n - 1).sum();
  }

  /** From the last byte of a request to its first token, in ms; of completed requests. */
  public Distribution ttftMillis() {
    return ttftMillis(whole());
  }

  /** The same of some of them. */
  static Distribution ttftMillis(Stream<RequestTruth> some) {
    return of(
        some.filter(request -> request.tokens() > 0)
            .mapToDouble(request -> (request.firstNanos() - request.arrivedNanos()) / 1e6));
  }

  /** Completed requests by the turn of their conversation, from 1. */
  SortedMap<Integer, List<RequestTruth>> completedByTurn() {
    SortedMap<Integer, List<RequestTruth>> byTurn = new TreeMap<>();
    whole()
        .forEach(
            request ->
                byTurn.computeIfAbsent(request.turn(), none -> new ArrayList<>()).add(request));
    return byTurn;
  }

  /** From one token of a request to the next, in ms; of completed requests. */
  public Distribution itlMillis() {
    return of(whole().flatMapToDouble(Truth::gapsMillis));
  }

  /** (last token − first) / (tokens − 1), in ms; of completed requests. */
  public Distribution tpotMillis() {
    return of(whole().filter(request -> request.tokens() > 1).mapToDouble(Truth::tpotMillis));
  }

  /** From the last byte of a request to the last write of its answer, in ms. */
  public Distribution e2elMillis() {
    return of(whole().mapToDouble(request -> (request.endNanos() - request.arrivedNanos()) / 1e6));
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

  private Stream<RequestTruth> whole() {
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
