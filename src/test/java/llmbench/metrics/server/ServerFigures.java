package llmbench.metrics.server;

import java.util.Optional;
import llmbench.metrics.observed.TrueTimes;
import llmbench.metrics.request.Collector;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTime;

/**
 * All that the server says of itself, beside how many of our requests it can be of.
 *
 * @param account counted at {@code /metrics}; empty where there is nothing
 * @param answers said in its answers; empty where they said nothing
 * @param speculative counted at {@code /metrics}; empty where nothing was drafted
 * @param firstTokens requests of the run that got a first token, whether they succeeded or not
 */
public record ServerFigures(
    Optional<ServerAccount> account,
    Optional<AnswerTimes> answers,
    Optional<SpeculativeDecoding> speculative,
    long firstTokens) {

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return account.isEmpty() && answers.isEmpty() && speculative.isEmpty();
  }

  /** Whether the server counted as many first tokens as we had: no others' meanwhile. */
  public boolean isOfThisRunAlone() {
    return account
        .flatMap(all -> all.of(ServerTime.TTFT))
        .filter(first -> first.count() == firstTokens)
        .isPresent();
  }

  /**
   * Collects them from a walk that others share.
   *
   * @param said at {@code /metrics}; empty where there is nothing
   */
  public static Collector<ServerFigures> collector(Optional<ServerMetrics> said) {
    return new Sum(said);
  }

  private static final class Sum implements Collector<ServerFigures> {

    private final Optional<ServerMetrics> said;
    private final AnswerTimes.Sum answers = new AnswerTimes.Sum();
    private long firstTokens;

    Sum(Optional<ServerMetrics> said) {
      this.said = said;
    }

    @Override
    public void take(RequestRecord request) {
      boolean whole = request.ok() && request.unstreamed();
      firstTokens += whole || request.messages().outputs() > 0 ? 1 : 0;
      if (request.ok() && request.server() != null) {
        answers.add(TrueTimes.of(request), request.server());
      }
    }

    @Override
    public ServerFigures figures() {
      AnswerTimes times = answers.times();
      return new ServerFigures(
          said.flatMap(ServerAccount::of),
          times.ttft().size() > 0 ? Optional.of(times) : Optional.empty(),
          said.flatMap(SpeculativeDecoding::of),
          firstTokens);
    }
  }
}
