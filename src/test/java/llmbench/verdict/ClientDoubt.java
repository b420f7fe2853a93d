package llmbench.verdict;

import java.util.Locale;

/** Reasons that lie in the client and its machine. */
public sealed interface ClientDoubt extends Doubt {

  /** The event loops were late, and with them the stamps. */
  record EventLoopLag(double p50Millis, double p99Millis, double maxMillis, double limitMillis)
      implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client was saturated: event-loop lag P99 %.1f ms (limit %.1f), at most %.0f ms",
          p99Millis,
          limitMillis,
          maxMillis);
    }

    @Override
    public String advice() {
      return "So late may a stamp be: more or quieter cores, a smaller load, or a longer run help.";
    }
  }

  /** The garbage collector stopped the client. */
  record GcPauses(long pauses, double totalMillis, double share, double maxMillis)
      implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client was saturated: GC pauses of %.0f ms in all (%.1f %%), the longest of %.0f ms",
          totalMillis,
          100 * share,
          maxMillis);
    }

    @Override
    public String advice() {
      return "Give it more memory (-Xmx in Gatling's jvmArgs).";
    }
  }

  /** The client, or something beside it, used up the cores. */
  record CpuFull(double processShare, double machineShare, int cores) implements ClientDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the client was saturated: its %d cores were busy to %.0f %%, by itself to %.0f %%",
          cores,
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
          "client and server shared a machine and starved: %d cores, busy to %.0f %%, by the client"
              + " %.0f %%",
          cores,
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
          "the wall clock was set by %+.0f ms during the run, or it slept",
          stepMillis);
    }

    @Override
    public String advice() {
      return "Times within the run hold; laid beside other logs or machines they don't.";
    }
  }
}
