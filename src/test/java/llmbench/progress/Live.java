package llmbench.progress;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import llmbench.metrics.numbers.Distribution;
import llmbench.progress.FinishedRequests.Totals;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;

/**
 * Reads how a run stands: from its finished requests, which the recorder's thread tells, and from
 * those in flight, which are looked at when somebody asks. Event loops have no part in it.
 *
 * <p>{@link #finished} is for any thread, the rest for one.
 */
public final class Live {

  /** Gaps of so many requests in flight are enough for a median. */
  private static final int SAMPLED = 512;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final OptionalInt all;
  private final boolean tokens;
  private final Optional<Duration> duration;
  private final Supplier<? extends List<? extends Ongoing>> inFlight;
  private final BooleanSupplier sendsNoMore;
  private final FinishedRequests finished = new FinishedRequests();
  private Throughput throughput = new Throughput();
  private long beginNanos;

  /** What had come when something came last, and when that was. */
  private long outputs;

  private int ended;
  private long newsNanos;
  private Quiet quiet = Quiet.NOT;

  /**
   * A run that is still to begin.
   *
   * @param all its requests; empty where only its end tells how many
   * @param tokens whether its answers are made of them
   * @param duration after which no new request is sent
   * @param inFlight lists what is in flight
   * @param sendsNoMore whether no new request is sent any more, before all were
   */
  public Live(
      OptionalInt all,
      boolean tokens,
      Optional<Duration> duration,
      Supplier<? extends List<? extends Ongoing>> inFlight,
      BooleanSupplier sendsNoMore) {
    this.all = all;
    this.tokens = tokens;
    this.duration = duration;
    this.inFlight = inFlight;
    this.sendsNoMore = sendsNoMore;
  }

  /** A request is finished, and recorded. */
  public void finished(RequestRecord request) {
    finished.add(request);
  }

  /** Whether a request was sent; if so, the run has begun when the first that is seen was sent. */
  boolean begins(long nowNanos) {
    List<? extends Ongoing> ongoing = inFlight.get();
    if (ongoing.isEmpty() && recorded() == 0) {
      return false;
    }
    long age = ongoing.stream().mapToLong(one -> nowNanos - one.sentNanos()).max().orElse(0);
    beginNanos = nowNanos - Math.max(0, age);
    newsNanos = beginNanos;
    throughput = new Throughput();
    var unused = throughput.at(beginNanos, 0);
    return true;
  }

  /** Whether so many requests are finished, and none is in flight. */
  boolean isOver(int requests) {
    return recorded() >= requests && inFlight.get().isEmpty();
  }

  private int recorded() {
    Totals totals = finished.totals();
    return totals.done() + totals.interrupted();
  }

  /** How the run stands now. */
  LiveFigures at(long nowNanos) {
    List<? extends Ongoing> ongoing = inFlight.get();
    Totals totals = finished.totals();
    Open open = new Open(totals.tokensPerOutput());
    ongoing.forEach(open::add);
    listen(open, ongoing.size(), totals.done() + totals.interrupted(), nowNanos);
    double elapsed = Math.max(0, nowNanos - beginNanos) / NANOS_PER_SECOND;
    OptionalDouble perSecond =
        throughput.at(nowNanos, tokens ? totals.tokens() + open.tokens : totals.done());
    return new LiveFigures(
        elapsed,
        all,
        ongoing.size(),
        totals.ok(),
        totals.failed(),
        tokens ? perSecond : OptionalDouble.empty(),
        median(open.ttftMillis, finished.ttftMillis()),
        median(open.gapMillis, finished.gapMillis()),
        eta(elapsed, totals.done(), ongoing.size(), open.work),
        tokens ? null : new LiveFigures.Whole(perSecond, median(finished.e2elMillis())));
  }

  /** How quiet it was when it was looked at last. */
  Quiet quiet() {
    return quiet;
  }

  private void listen(Open open, int inFlight, int nowEnded, long nowNanos) {
    if (open.outputs != outputs || nowEnded != ended) {
      outputs = open.outputs;
      ended = nowEnded;
      newsNanos = nowNanos;
    }
    double seconds = (nowNanos - newsNanos) / NANOS_PER_SECOND;
    quiet = inFlight == 0 ? Quiet.NOT : new Quiet(seconds, inFlight, open.withoutOutput);
  }

  private OptionalDouble eta(double elapsed, int done, int open, double openWork) {
    if (sendsNoMore.getAsBoolean()) {
      return Eta.seconds(elapsed, done + openWork, done + open, OptionalDouble.empty());
    }
    OptionalDouble left =
        duration.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.max(0, duration.get().toNanos() / NANOS_PER_SECOND - elapsed));
    return all.isEmpty() ? left : Eta.seconds(elapsed, done + openWork, all.getAsInt(), left);
  }

  private static OptionalDouble median(Recent open, double[] closed) {
    double[] now = open.toArray();
    double[] both = Arrays.copyOf(now, now.length + closed.length);
    System.arraycopy(closed, 0, both, now.length, closed.length);
    return median(both);
  }

  private static OptionalDouble median(double[] values) {
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Distribution.of(values).percentile(50));
  }

  /** Sums up what is in flight. */
  private static final class Open {

    private final double tokensPerOutput;
    private final Recent ttftMillis = new Recent(SAMPLED);
    private final Recent gapMillis = new Recent(SAMPLED * SoFar.GAPS);
    private double tokens;
    private double work;
    private long outputs;
    private int withoutOutput;

    Open(double tokensPerOutput) {
      this.tokensPerOutput = tokensPerOutput;
    }

    void add(Ongoing request) {
      SoFar answer = request.soFar();
      double came = answer.outputs() * tokensPerOutput;
      tokens += came;
      outputs += answer.outputs();
      withoutOutput += answer.outputs() == 0 ? 1 : 0;
      work += request.maxTokens() > 0 ? Math.min(1, came / request.maxTokens()) : 0;
      if (answer.firstOutputNanos() >= 0) {
        ttftMillis.add(answer.firstOutputNanos() / NANOS_PER_MILLI);
      }
      for (int i = 0; i < answer.gaps(); i++) {
        gapMillis.add(answer.gapNanos(i) / NANOS_PER_MILLI);
      }
    }
  }
}
