package llmbench.schedule;

import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.Pace;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyLegacyRandom;

/** The schedule that a run's options ask for, by the version of the tool. */
public final class AskedArrivals {

  /** What messages about a file begin with: it is only given so. */
  private static final String OPTION = "-Dllm.arrival-times=";

  private final ToolVersion version;
  private final NumpyLegacyRandom random;

  private AskedArrivals(ToolVersion version, NumpyLegacyRandom random) {
    this.version = version;
    this.random = random;
  }

  /**
   * The schedules of a run.
   *
   * @param warmUps of evalscope's open loop, whose warm-up requests are sent by a schedule of their
   *     own, which is over before the other begins; empty where there is none
   * @param measured its last times are the measured requests'; before these it has those of the
   *     warm-up requests of evalscope's closed loop
   */
  public record Schedules(Optional<Arrivals> warmUps, Arrivals measured) {}

  /**
   * The measured schedule of a run; empty where its requests have no times of their own.
   *
   * @param measured how many measured requests there are, at least one
   * @param random as the tool has it once all prompts are made; goes on as the tool's does
   * @throws ScheduleException when there can't be such a schedule
   */
  public static Optional<Arrivals> of(
      BenchOptions options, int measured, NumpyLegacyRandom random) {
    return all(options, measured, random).map(Schedules::measured);
  }

  /**
   * All schedules of a run; empty where its requests have no times of their own. The times of a
   * file are the measured requests' alone.
   *
   * @param measured how many measured requests there are, at least one
   * @param random as the tool has it once all prompts are made; goes on as the tool's does
   * @throws ScheduleException when there can't be such schedules
   */
  public static Optional<Schedules> all(
      BenchOptions options, int measured, NumpyLegacyRandom random) {
    BenchOptions.Load load = options.load();
    if (load.paced().isEmpty()) {
      return Optional.empty();
    }
    AskedArrivals asked = new AskedArrivals(options.compat(), random);
    Pace pace = load.paced().get().pace();
    int warmUps = options.evalscope().map(EvalscopeOptions::warmups).orElse(0);
    if (warmUps == 0 || pace instanceof Pace.Recorded) {
      return Optional.of(new Schedules(Optional.empty(), asked.arrivals(pace, measured)));
    }
    if (load.maxConcurrency().isPresent()) {
      int both = Math.addExact(warmUps, measured);
      return Optional.of(new Schedules(Optional.empty(), asked.arrivals(pace, both)));
    }
    // In the tool's order: the generator goes on from the one to the other.
    Arrivals first = asked.arrivals(pace, warmUps);
    return Optional.of(new Schedules(Optional.of(first), asked.arrivals(pace, measured)));
  }

  private Arrivals arrivals(Pace pace, int requests) {
    if (pace instanceof Pace.Drawn drawn) {
      return drawn(drawn, requests);
    }
    if (pace instanceof Pace.Even even) {
      return new EvenGaps(requests, even.rate());
    }
    if (pace instanceof Pace.Rising rising) {
      return new VllmRampUp(
          requests, rising.rampUp(), new Burstiness(version, rising.burstiness()), random);
    }
    if (pace instanceof Pace.Recorded recorded) {
      return recorded(recorded, requests, version.tool());
    }
    throw new IllegalArgumentException("The times are the dataset's own.");
  }

  /**
   * Refuses a file of times that can't be read, or has too few, before anything else is done for
   * the run.
   *
   * @throws ScheduleException with what is to be mended, by the names of the options
   */
  public static void checkFile(BenchOptions options) {
    if (options.load().paced().isPresent()
        && options.load().paced().get().pace() instanceof Pace.Recorded recorded) {
      BenchOptions.Dataset dataset = options.dataset();
      int requests = dataset.options().requests(dataset.prompts());
      var unused = recorded(recorded, requests, options.compat().tool());
    }
  }

  private static Arrivals recorded(Pace.Recorded recorded, int requests, ToolVersion.Tool tool) {
    TraceTimes times;
    try {
      times = TraceTimes.read(recorded.file(), recorded.speed());
    } catch (ScheduleException e) {
      throw new ScheduleException(OPTION + e.getMessage());
    }
    if (times.requests() < requests) {
      String number = tool == ToolVersion.Tool.VLLM ? "num-prompts" : "number";
      throw new ScheduleException(
          "%s%s: has %d times, but %d requests are to be sent; give -Dllm.%s=%d, or a longer file."
              .formatted(
                  OPTION, recorded.file(), times.requests(), requests, number, times.requests()));
    }
    return times.first(requests);
  }

  private Arrivals drawn(Pace.Drawn drawn, int requests) {
    if (version.tool() == ToolVersion.Tool.VLLM) {
      return new VllmRate(
          requests, drawn.rate(), new Burstiness(version, drawn.burstiness()), random);
    }
    return version.atLeast(ToolVersion.EVALSCOPE_1_14)
        ? new EvalscopeRate(requests, drawn.rate(), random)
        : new EvalscopePauses(requests, drawn.rate(), random);
  }
}
