package llmbench.verdict;

import java.util.Locale;
import llmbench.timeline.Counted;

/** Reasons that lie in the client and its machine. */
public sealed interface ClientDoubt extends Doubt {

  /** The event loops were late, and with them the stamps. */
  record EventLoopLag(double p50Millis, double p99Millis, double maxMillis, double limitMillis)
      implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client could not keep up: its event loops were late, P99 %.1f ms (limit %.1f), at"
              + " most %.1f ms",
          p99Millis,
          limitMillis,
          maxMillis);
    }

    @Override
    public String advice() {
      return "Stamps may be as late: take more or quieter cores, a smaller load, or a longer run.";
    }
  }

  /** The garbage collector stopped the client. */
  record GcPauses(long pauses, double totalMillis, double share, double maxMillis)
      implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client could not keep up: GC stopped it for %.0f ms in all (%.1f %%), the longest"
              + " time for %.0f ms",
          totalMillis,
          100 * share,
          maxMillis);
    }

    @Override
    public String advice() {
      return "Give it more memory (-Xmx in Gatling's jvmArgs).";
    }
  }

  /** Prompts were made while they were sent, and not fast enough. */
  record PromptsLate(int requests, double maxMillis) implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client could not keep up: %s waited for a prompt to be made, up to %.0f ms",
          Counted.of(requests, "request"),
          maxMillis);
    }

    @Override
    public String advice() {
      return "More are made before the run with more memory (-Xmx in Gatling's jvmArgs), and faster"
          + " with more cores; or send fewer or shorter prompts.";
    }
  }

  /** The client, or something beside it, used up the cores. */
  record CpuFull(double processShare, double machineShare, int cores) implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client could not keep up: its %s %s %.0f %% busy, %.0f %% with the client",
          Counted.of(cores, "core"),
          Counted.were(cores),
          100 * machineShare,
          100 * processShare);
    }

    @Override
    public String advice() {
      return "Give it more cores, spread the load over several machines, or stop what runs beside.";
    }
  }

  /** Client and server shared a machine that had too little for both. */
  record SharedMachine(double machineShare, double processShare, int cores) implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "client and server shared a machine that was too small for both: %s, %.0f %% busy,"
              + " %.0f %% with the client",
          Counted.of(cores, "core"),
          100 * machineShare,
          100 * processShare);
    }

    @Override
    public String advice() {
      return "Run the client on another machine, or pin each to cores of its own.";
    }
  }

  /** The wall clock was set while the run went on. */
  record ClockStepped(double stepMillis) implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the wall clock was set by %+.0f ms during the run, or the machine slept",
          stepMillis);
    }

    @Override
    public String advice() {
      return "Times within the run hold; laid beside other logs or machines they don't.";
    }
  }
}
