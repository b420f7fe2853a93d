package llmbench.simserver.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import llmbench.simserver.config.Timing;

/**
 * Runs of the batch model of the simulated server in a time of their own: thousands of them take a
 * second.
 */
abstract class OfTheModelTest {

  static final int PROMPT = 100;
  static final int ANSWER = 100;
  static final double NANOS_PER_MILLI = 1e6;
  static final int MEAN_MOMENT_NANOS = 300_000;
  private static final int LEAST_MOMENT_NANOS = 100_000;

  /**
   * A request of a run.
   *
   * @param place in which it was sent, from 0 on
   * @param endMillis when it was over, since the run began
   */
  record Times(int place, int tokens, double endMillis, double ttftMillis, double tpotMillis) {

    double e2elMillis() {
      return ttftMillis + (tokens - 1) * tpotMillis;
    }
  }

  /** A request under way: when it was sent, got its first token, and how many it has. */
  private static final class Flight {
    final int place;
    final long sentNanos;
    final int tokens;
    long firstNanos;
    int got;

    Flight(int place, long sentNanos, int tokens) {
      this.place = place;
      this.sentNanos = sentNanos;
      this.tokens = tokens;
    }
  }

  /** So many at once, each with the next request a moment after its last. */
  static List<Times> run(Timing.Batch model, int users, int requests, Random random) {
    BatchScheduler<Flight> server = new BatchScheduler<>(model, (flight, nanos) -> {});
    PriorityQueue<Long> arrivals = new PriorityQueue<>();
    for (int user = 0; user < users; user++) {
      arrivals.add(momentNanos(random));
    }
    List<Times> times = new ArrayList<>();
    int sent = 0;
    while (times.size() < requests) {
      long arrival = sent < requests && !arrivals.isEmpty() ? arrivals.peek() : Long.MAX_VALUE;
      long due = server.dueNanos();
      if (arrival <= due) {
        arrivals.remove();
        int tokens = ANSWER * 8 / 10 + random.nextInt(ANSWER * 4 / 10 + 1);
        server.arrive(new Flight(sent++, arrival, tokens), arrival, PROMPT, tokens);
      } else {
        for (Flight flight : server.tick(due)) {
          token(flight, due, times, arrivals, random);
        }
      }
    }
    return times;
  }

  private static void token(
      Flight flight, long now, List<Times> times, PriorityQueue<Long> arrivals, Random random) {
    flight.firstNanos = flight.got == 0 ? now : flight.firstNanos;
    flight.got++;
    if (flight.got == flight.tokens) {
      times.add(
          new Times(
              flight.place,
              flight.tokens,
              now / NANOS_PER_MILLI,
              (flight.firstNanos - flight.sentNanos) / NANOS_PER_MILLI,
              (now - flight.firstNanos) / NANOS_PER_MILLI / (flight.tokens - 1)));
      arrivals.add(now + momentNanos(random));
    }
  }

  private static long momentNanos(Random random) {
    return (long) LEAST_MOMENT_NANOS + random.nextInt(2 * (MEAN_MOMENT_NANOS - LEAST_MOMENT_NANOS));
  }
}
