package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * vLLM bench's {@code --ramp-up-strategy}, {@code --ramp-up-start-rps} and {@code
 * --ramp-up-end-rps}: the rate rises from request to request. With progress p = i / max(n − 1, 1)
 * of request i of n:
 *
 * <pre>
 * linear       start + (end − start) · p
 * exponential  start · (end / start) ^ p
 * </pre>
 *
 * <p>Source: {@code vllm/benchmarks/serve.py}, {@code _get_current_request_rate}, {@code main} and,
 * for the rises, {@code benchmark}.
 *
 * @param strategy how it rises
 * @param startRps requests a second at the first request
 * @param endRps requests a second at the last one
 */
public record RampUp(Strategy strategy, int startRps, int endRps) {

  /** The largest rate: each whole one that is reached is an event of the result. */
  public static final int MOST_RPS = 1_000_000;

  /** How a rate rises. */
  public enum Strategy {
    /** By the same number of requests a second at each request. */
    LINEAR {
      @Override
      double rate(int start, int end, double progress) {
        return start + (end - start) * progress;
      }
    },
    /** By the same factor at each request. */
    EXPONENTIAL {
      @Override
      double rate(int start, int end, double progress) {
        return start * Math.pow((double) end / start, progress);
      }
    };

    abstract double rate(int start, int end, double progress);

    /** Its name as an option's value, and in the tool's result. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name; empty where there is none. */
    public static Optional<Strategy> named(String word) {
      return List.of(values()).stream().filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /**
   * A whole number of requests a second, reached: an entry of the tool's {@code rps_change_events}.
   *
   * @param rps requests a second
   * @param request the one, counted from 0, at whose sending it is reached
   */
  public record Rise(int rps, int request) {}

  /**
   * Checks what was asked for.
   *
   * @throws IllegalArgumentException when it falls, or begins at 0, which the tool never gets
   *     beyond
   */
  public RampUp {
    if (startRps < 1) {
      throw new IllegalArgumentException(
          ("--ramp-up-start-rps must be 1 or more, not %d: at 0 requests a second the first"
                  + " request would never be sent; vLLM bench fails there, too.")
              .formatted(startRps));
    }
    if (endRps > MOST_RPS) {
      throw new IllegalArgumentException(
          "--ramp-up-end-rps must be %d or less, not %d.".formatted(MOST_RPS, endRps));
    }
    if (startRps > endRps) {
      throw new IllegalArgumentException(
          ("--ramp-up-start-rps %d is above --ramp-up-end-rps %d: a ramp-up rises. Exchange"
                  + " them, or use --request-rate.")
              .formatted(startRps, endRps));
    }
  }

  /**
   * Requests a second at a request.
   *
   * @param request counted from 0
   * @param requests how many there are
   */
  public double rate(int request, int requests) {
    return strategy.rate(startRps, endRps, (double) request / Math.max(requests - 1, 1));
  }

  /** What the rate reaches beyond its start, in order; a request may reach several. */
  public List<Rise> rises(int requests) {
    List<Rise> rises = new ArrayList<>();
    int reached = startRps;
    for (int request = 0; request < requests && reached < endRps; request++) {
      int rps = (int) rate(request, requests);
      while (reached < rps) {
        rises.add(new Rise(++reached, request));
      }
    }
    return rises;
  }
}
