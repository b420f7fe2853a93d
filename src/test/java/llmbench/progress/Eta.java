package llmbench.progress;

import java.util.OptionalDouble;

/** How long a run still takes: what is left of its work, at the pace so far. */
final class Eta {

  private Eta() {}

  /**
   * Seconds until the end; empty while nothing tells.
   *
   * @param elapsedSeconds since the first request was sent
   * @param done work that is done, in requests: a finished one is 1, one in flight the share of its
   *     output that has come
   * @param all the work there is, in requests
   * @param secondsLeft until no new request is sent any more, where a time limits that
   */
  static OptionalDouble seconds(
      double elapsedSeconds, double done, double all, OptionalDouble secondsLeft) {
    double left = Math.max(0, all - done);
    if (left == 0) {
      return OptionalDouble.of(0);
    }
    if (!(done > 0)) {
      return secondsLeft;
    }
    double byPace = elapsedSeconds * left / done;
    return OptionalDouble.of(Math.min(byPace, secondsLeft.orElse(Double.POSITIVE_INFINITY)));
  }
}
