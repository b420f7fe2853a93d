package llmbench.runlog.shards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerClock;
import org.jspecify.annotations.Nullable;

/**
 * How the clocks of shards stand to each other: all times are on that of one of them. Each run has
 * paired its monotonic clock with its machine's wall clock, once. Wall clocks of several machines
 * are corrected by what was measured of each against the server's, where two of them are further
 * apart than these measurements are off; otherwise the machines' own time service is the better
 * witness.
 *
 * @param reference the place of the part whose clock all times are on: the one whose zero is the
 *     earliest
 * @param shiftNanos by part: what is added to its times
 * @param correctionMillis by part: what of that is the correction of its wall clock
 * @param machines how many there are; all shards of one machine have one wall clock
 * @param uncertaintyMillis times of two shards are within so much of what they are to each other;
 *     empty where nobody knows, since there are several machines and not all were measured
 */
public record ShardClocks(
    int reference,
    List<Long> shiftNanos,
    List<Double> correctionMillis,
    int machines,
    OptionalDouble uncertaintyMillis) {

  /** A pairing waits for a tick of the wall clock, and takes no one that it saw late. */
  private static final double PAIRING_MILLIS = 0.05;

  private static final double NANOS_PER_MILLI = 1e6;

  public ShardClocks {
    shiftNanos = List.copyOf(shiftNanos);
    correctionMillis = List.copyOf(correctionMillis);
  }

  /** A machine's wall clock. */
  private static final class Machine {

    @Nullable ServerClock measured;
    double correctionMillis;

    /** The best of what its shards have measured: they have one clock. */
    void take(@Nullable ServerClock clock) {
      ServerClock known = measured;
      boolean better = known == null || isBetter(clock, known);
      measured = clock != null && isOne(clock) && better ? clock : known;
    }

    private static boolean isBetter(@Nullable ServerClock clock, ServerClock known) {
      return clock != null && clock.uncertaintyMillis() < known.uncertaintyMillis();
    }

    private static boolean isOne(ServerClock clock) {
      return Double.isFinite(clock.offsetMillis()) && clock.uncertaintyMillis() >= 0;
    }
  }

  /** Those of shards, which all have a run.json. */
  static ShardClocks of(List<RecordedRun> parts) {
    Map<String, Machine> machines = new LinkedHashMap<>();
    int reference = 0;
    for (int place = 0; place < parts.size(); place++) {
      RecordedRun part = parts.get(place);
      machines
          .computeIfAbsent(machine(part), name -> new Machine())
          .take(ShardSet.shard(part).clock());
      reference = zeroMillis(part) < zeroMillis(parts.get(reference)) ? place : reference;
    }
    RecordedRun first = parts.get(reference);
    Machine firsts = Objects.requireNonNull(machines.get(machine(first)));
    machines.values().forEach(machine -> machine.correctionMillis = correction(machine, firsts));
    List<Long> shifts = new ArrayList<>();
    List<Double> corrections = new ArrayList<>();
    for (RecordedRun part : parts) {
      double correction = Objects.requireNonNull(machines.get(machine(part))).correctionMillis;
      corrections.add(correction);
      shifts.add(
          TimeUnit.MILLISECONDS.toNanos(zeroMillis(part) - zeroMillis(first))
              + Math.round(correction * NANOS_PER_MILLI));
    }
    return new ShardClocks(
        reference,
        shifts,
        corrections,
        machines.size(),
        uncertainty(List.copyOf(machines.values())));
  }

  /** Whether the clock of any machine was corrected. */
  public boolean isCorrected() {
    return correctionMillis.stream().anyMatch(millis -> millis != 0);
  }

  /** Its name; of a run that doesn't say it, one of its own. */
  private static String machine(RecordedRun part) {
    String name = Objects.requireNonNull(part.facts()).host().getOrDefault("name", "");
    return name.isEmpty() ? part.directory().toString() : "name " + name;
  }

  private static long zeroMillis(RecordedRun part) {
    RunFacts facts = Objects.requireNonNull(part.facts());
    return facts.clockZeroEpochMillis();
  }

  private static double correction(Machine machine, Machine reference) {
    ServerClock own = machine.measured;
    ServerClock its = reference.measured;
    if (own == null || its == null) {
      return 0;
    }
    double apart = own.offsetMillis() - its.offsetMillis();
    return Math.abs(apart) > own.uncertaintyMillis() + its.uncertaintyMillis() ? apart : 0;
  }

  /** Of the two that are worst known to each other. */
  private static OptionalDouble uncertainty(List<Machine> machines) {
    double worst = 0;
    for (int i = 0; i < machines.size(); i++) {
      for (int j = i + 1; j < machines.size(); j++) {
        ServerClock one = machines.get(i).measured;
        ServerClock other = machines.get(j).measured;
        if (one == null || other == null) {
          return OptionalDouble.empty();
        }
        double apart = one.offsetMillis() - other.offsetMillis();
        double corrected = machines.get(i).correctionMillis - machines.get(j).correctionMillis;
        worst =
            Math.max(
                worst,
                Math.abs(apart - corrected) + one.uncertaintyMillis() + other.uncertaintyMillis());
      }
    }
    return OptionalDouble.of(worst + 2 * PAIRING_MILLIS);
  }
}
