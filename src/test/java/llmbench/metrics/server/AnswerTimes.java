package llmbench.metrics.server;

import java.util.OptionalDouble;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.ChunkRule;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerTimes;
import org.jspecify.annotations.Nullable;

/**
 * What the server said in its answers of each request's own times, beside what we measured of the
 * same request. In milliseconds, over the successful requests whose answers said it.
 *
 * <p>vLLM's {@code time_to_first_token_ms} begins when a request is taken up, not when it arrives
 * (vLLM's documentation, "Per-Request Metrics"); what it waited before is {@code queue_time_ms}.
 *
 * @param queue waiting, of those that said it
 * @param ttft from the arrival to the first token: waiting, and the time from then on
 * @param ours our time to the first output, of the same requests
 * @param beyond ours less the server's: network, the server's front end, and client
 */
public record AnswerTimes(
    Distribution queue, Distribution ttft, Distribution ours, Distribution beyond) {

  private static final double MILLIS_PER_SECOND = 1000;

  /**
   * How much longer a request took until its first output came than the server says; empty where it
   * doesn't say, or no output was timed.
   *
   * @param firstSeconds our time to the first output
   */
  public static OptionalDouble beyondMillis(
      OptionalDouble firstSeconds, @Nullable ServerTimes said) {
    OptionalDouble server = ttftMillis(said);
    return firstSeconds.isPresent() && server.isPresent()
        ? OptionalDouble.of(firstSeconds.getAsDouble() * MILLIS_PER_SECOND - server.getAsDouble())
        : OptionalDouble.empty();
  }

  /** From its arrival at the server to its first token; a wait that isn't said counts as none. */
  private static OptionalDouble ttftMillis(@Nullable ServerTimes said) {
    Double first = said == null ? null : said.ttftMillis();
    if (said == null || first == null) {
      return OptionalDouble.empty();
    }
    Double waited = said.queueMillis();
    return OptionalDouble.of(first + (waited == null ? 0 : waited));
  }

  /** Collects them, request by request. One run, one thread. */
  public static final class Sum {

    private final Doubles queue = new Doubles();
    private final Doubles ttft = new Doubles();
    private final Doubles ours = new Doubles();
    private final Doubles beyond = new Doubles();

    /** Takes a successful request, whatever its answer said. */
    public void add(RequestRecord request) {
      ServerTimes said = request.server();
      if (said == null) {
        return;
      }
      OptionalDouble first = ChunkRule.OUTPUTS.firstSeconds(request.messages());
      OptionalDouble more = beyondMillis(first, said);
      if (more.isEmpty()) {
        return;
      }
      Double waited = said.queueMillis();
      if (waited != null) {
        queue.add(waited);
      }
      ttftMillis(said).ifPresent(ttft::add);
      ours.add(first.getAsDouble() * MILLIS_PER_SECOND);
      beyond.add(more.getAsDouble());
    }

    /** Those of all that were taken. */
    public AnswerTimes times() {
      return new AnswerTimes(
          Distribution.of(queue),
          Distribution.of(ttft),
          Distribution.of(ours),
          Distribution.of(beyond));
    }
  }
}
