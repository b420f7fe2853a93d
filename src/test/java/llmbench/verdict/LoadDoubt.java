package llmbench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import llmbench.metrics.numbers.PercentileLimits;
import llmbench.timeline.Counted;
import org.jspecify.annotations.Nullable;

/** Reasons that lie in the load: how much was sent, and when. */
public sealed interface LoadDoubt extends Doubt {

  /** Fewer requests were in flight at once than asked for. */
  record ConcurrencyNotReached(int asked, int peak, double meanInFlight) implements LoadDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%s in flight were asked for; there were at most %d, %.1f on average",
          Counted.of(asked, "request"),
          peak,
          meanInFlight);
    }

    @Override
    public String advice() {
      return "The server saw a smaller load than the block says: find out what held the client up.";
    }
  }

  /** So many of the requests belong to the burst at the beginning that it shapes the figures. */
  record FirstWaveDominates(int atOnce, int requests, @JsonIgnore boolean tokens)
      implements LoadDoubt {

    /** Of answers that are made of tokens. */
    public FirstWaveDominates(int atOnce, int requests) {
      this(atOnce, requests, true);
    }

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s were sent in one burst at the start (%.0f %%), which %s shows",
          atOnce,
          Counted.of(requests, "request"),
          DoubtNumbers.percent(atOnce, requests),
          tokens ? "TTFT" : "E2EL");
    }

    @Override
    public String advice() {
      return "Send ten times as many requests as are in flight at once (--num-prompts, --number).";
    }
  }

  /**
   * A percentile of so few values is hardly more than the largest. One that is certified needs more
   * still: so many that the percentile of all requests that the server would answer is at most the
   * largest value, with 95 % confidence ({@link PercentileLimits#leastForUpper}).
   */
  record TooFewRequests(
      List<Double> percentiles, int requests, int needed, @JsonIgnore boolean hasFlags)
      implements LoadDoubt {

    public TooFewRequests {
      percentiles = List.copyOf(percentiles);
    }

    /** Of a benchmark: flags say how many are sent. */
    public TooFewRequests(List<Double> percentiles, int requests, int needed) {
      this(percentiles, requests, needed, true);
    }

    @Override
    public String message() {
      String named =
          percentiles.stream()
              .map(p -> "P" + DoubtNumbers.plain(p))
              .collect(Collectors.joining(", "));
      return String.format(
          Locale.ROOT,
          "%s %s too few for %s: %,d are needed, %,d for a certified one",
          Counted.of(requests, "request"),
          Counted.be(requests),
          named,
          needed,
          certified());
    }

    /** How many requests the highest of them needs to be certified. */
    @JsonProperty
    public int certified() {
      return PercentileLimits.of(Collections.max(percentiles)).leastForUpper();
    }

    @Override
    public String advice() {
      return "With so few it is little more than the slowest: send more"
          + (hasFlags ? " (--num-prompts, --number)." : ".");
    }
  }

  /** It was to begin with others, and wasn't prepared then. */
  record BeganLate(double seconds) implements LoadDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT, "the load began %.3f s later than -Dllm.start-at says", seconds);
    }

    @Override
    public String advice() {
      return "Injectors that were to begin together didn't: give a later moment, so that all is"
          + " prepared before it.";
    }
  }

  /** Runs that are reported as one were not made at one time. */
  record RunsApart(int runs, double idleSeconds, double durationSeconds) implements LoadDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the %d runs lie apart: for %.1f of %.1f s nothing was in flight",
          runs,
          idleSeconds,
          durationSeconds);
    }

    @Override
    public String advice() {
      return "Durations and rates count that time: report runs as one only if made at one time.";
    }
  }

  /**
   * One shard began later than the others.
   *
   * @param shard the last to begin
   * @param lateSeconds behind the first
   * @param durationSeconds of all together
   */
  record ShardsApart(String shard, double lateSeconds, double durationSeconds)
      implements LoadDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "shard %s began %.1f s behind the first, in %.1f s in all",
          shard,
          lateSeconds,
          durationSeconds);
    }

    @Override
    public String advice() {
      return "Until then the server had a part of the load: begin all at one time (--start-at).";
    }
  }

  /**
   * Nobody knows well enough how the clocks of the shards' machines stood to each other.
   *
   * @param uncertaintyMillis null where it isn't known at all
   * @param machines how many there are
   * @param limitMillis above it is doubtful
   */
  record ShardClocksApart(@Nullable Double uncertaintyMillis, int machines, double limitMillis)
      implements LoadDoubt {

    @Override
    public String message() {
      return uncertaintyMillis == null
          ? String.format(
              Locale.ROOT,
              "how the clocks of the %,d machines stood to each other was not measured",
              machines)
          : String.format(
              Locale.ROOT,
              "times of different shards are known to %.1f ms to each other (limit %.1f)",
              uncertaintyMillis,
              limitMillis);
    }

    @Override
    public String advice() {
      return "Duration, rates, peaks and requests in flight may be off by as much, no latency is:"
          + " have the machines' clocks kept by one time service.";
    }
  }
}
