package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Collects what a server says of its own times. As vLLM bench 0.33 takes it ({@code
 * _update_server_metrics}): each {@code metrics} object stands for itself, so that of the last one
 * holds, and a time that isn't in it isn't known any more; a number is a time, nothing else is.
 *
 * <p>Not thread-safe; one for each answer.
 */
final class ServerTimesReader {

  private double queue = Double.NaN;
  private double ttft = Double.NaN;

  // Of the message under way.
  private boolean found;
  private double newQueue;
  private double newTtft;

  /** A message begins. */
  void begin() {
    found = false;
  }

  /** Takes the {@code metrics} object of the message under way. */
  void read(JsonCursor json) {
    found = true;
    newQueue = Double.NaN;
    newTtft = Double.NaN;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("queue_time_ms")) {
        newQueue = json.number();
      } else if (json.stringIs("time_to_first_token_ms")) {
        newTtft = json.number();
      } else {
        json.skip();
      }
    }
  }

  /** Whether the message under way has times. */
  boolean found() {
    return found;
  }

  /** The message is well-formed: its times hold. */
  void keep() {
    if (found) {
      queue = newQueue;
      ttft = newTtft;
    }
  }

  /** The times so far; null while there are none. */
  @Nullable ServerTimes times() {
    Double knownQueue = known(queue);
    Double knownTtft = known(ttft);
    return knownQueue == null && knownTtft == null ? null : new ServerTimes(knownQueue, knownTtft);
  }

  /** A number that is too large for any is no time either: {@code 1e999}. */
  private static @Nullable Double known(double millis) {
    return Double.isFinite(millis) ? millis : null;
  }
}
