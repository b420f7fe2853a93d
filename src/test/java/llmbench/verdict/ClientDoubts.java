package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.LatePrompts;
import llmbench.timeline.RunFacts;

/** Looks for doubts about the client and its machine, by what it measured of itself. */
final class ClientDoubts {

  /** As long as one token of a fast model: what is less can't be mistaken for the server's. */
  private static final double LAG_MILLIS = 5;

  /** A slower model hides more. */
  private static final double LAG_OF_ITL = 0.1;

  /** Of the time; in a steady load every pause holds up all streams. */
  private static final double GC_SHARE = 0.02;

  /** One such pause is a step in every stream, and in P99 if streams are short. */
  private static final double GC_PAUSE_MILLIS = 50;

  /** Above it threads wait for a core, and the one that stamps is one of them. */
  private static final double PROCESS_CPU = 0.9;

  /** Likewise of all that runs on the machine; a little is always the system's. */
  private static final double MACHINE_CPU = 0.95;

  /** A clock that is only trimmed keeps both clocks together; so much is a step. */
  private static final double STEP_MILLIS = 50;

  private static final double MILLIS_PER_SECOND = 1000;

  private ClientDoubts() {}

  static List<Doubt> of(RecordedRun run, VllmFigures figures) {
    RunFacts facts = run.facts();
    Conditions conditions = facts == null ? null : facts.conditions();
    if (conditions == null) {
      return List.of();
    }
    List<Doubt> doubts = new ArrayList<>();
    LatePrompts late = conditions.latePrompts();
    if (late != null) {
      doubts.add(new ClientDoubt.PromptsLate(late.requests(), late.maxMillis()));
    }
    ClientLoad load = conditions.client();
    if (load != null) {
      ofLoad(load, conditions.sameMachine(), figures, doubts);
    }
    return doubts;
  }

  private static void ofLoad(
      ClientLoad load, boolean sameMachine, VllmFigures figures, List<Doubt> doubts) {
    lag(load, figures).ifPresent(doubts::add);
    gc(load).ifPresent(doubts::add);
    cpu(load, sameMachine).ifPresent(doubts::add);
    if (Math.abs(load.clockStepMillis()) > STEP_MILLIS) {
      doubts.add(new ClientDoubt.ClockStepped(load.clockStepMillis()));
    }
  }

  private static Optional<Doubt> lag(ClientLoad load, VllmFigures figures) {
    double limit = Math.max(LAG_MILLIS, LAG_OF_ITL * figures.itl().median());
    ClientLoad.LoopLag lag = load.loopLag();
    return lag != null && lag.p99Millis() > limit
        ? Optional.of(
            new ClientDoubt.EventLoopLag(lag.p50Millis(), lag.p99Millis(), lag.maxMillis(), limit))
        : Optional.empty();
  }

  private static Optional<Doubt> gc(ClientLoad load) {
    ClientLoad.Gc gc = load.gc();
    double share = load.seconds() > 0 ? gc.totalMillis() / MILLIS_PER_SECOND / load.seconds() : 0;
    // Where single pauses are not told, one is at least as long as the mean.
    Double told = gc.maxMillis();
    double mean = gc.pauses() > 0 ? gc.totalMillis() / gc.pauses() : 0;
    double longest = told == null ? mean : told;
    return share > GC_SHARE || longest > GC_PAUSE_MILLIS
        ? Optional.of(new ClientDoubt.GcPauses(gc.pauses(), gc.totalMillis(), share, longest))
        : Optional.empty();
  }

  private static Optional<Doubt> cpu(ClientLoad load, boolean sameMachine) {
    Double own = load.processCpu();
    double process = own == null ? 0 : own;
    Double all = load.machineCpu();
    double machine = all == null ? process : all;
    if (process < PROCESS_CPU && machine < MACHINE_CPU) {
      return Optional.empty();
    }
    return Optional.of(
        sameMachine
            ? new ClientDoubt.SharedMachine(machine, process, load.cores())
            : new ClientDoubt.CpuFull(process, machine, load.cores()));
  }
}
