package llmbench.runlog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import llmbench.timeline.Counted;
import llmbench.timeline.RunFacts;

/**
 * What a run was, in a word or a line each: what stands above its figures. All are texts from
 * outside; none holds a secret.
 *
 * @param model that was asked; empty when it isn't known
 * @param label that its user gave it; empty when he gave none
 * @param compat whose requests it sent, and by whose definitions it is reported
 * @param server its URL, or {@link ReportOptions#SIMULATED}; empty when it isn't known
 * @param load what was sent, in words; empty when it isn't known
 * @param startedAt ISO-8601 in UTC; empty when it isn't known
 * @param startEpochSeconds of the clock zero
 * @param endEpochSeconds when recording ended; empty of a run that was killed
 * @param version of the project that measured it; empty when it isn't known
 */
public record RunHead(
    String model,
    String label,
    String compat,
    String server,
    String load,
    String startedAt,
    OptionalDouble startEpochSeconds,
    OptionalDouble endEpochSeconds,
    String version) {

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  /**
   * By a run's options and facts.
   *
   * @param runs that are this run together; empty for another tool's result
   */
  public static RunHead of(ReportOptions options, List<RecordedRun> runs) {
    List<RunFacts> facts =
        runs.stream().map(RecordedRun::facts).flatMap(Stream::ofNullable).toList();
    Optional<RunFacts> first = facts.stream().findFirst();
    boolean ended = !facts.isEmpty() && facts.stream().allMatch(one -> one.endNanos() != null);
    return new RunHead(
        options.target().modelId(),
        options.target().label().filter(label -> !label.isBlank()).orElse(""),
        options.version().map(ToolVersion::label).orElse(""),
        options.target().server(),
        load(options.load()),
        first.map(RunFacts::startedAt).orElse(""),
        first.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(start(first.get())),
        ended ? facts.stream().mapToDouble(RunHead::end).max() : OptionalDouble.empty(),
        first.map(one -> one.versions().getOrDefault("llm-bench", "")).orElse(""));
  }

  /** Whether the server was our own. */
  public boolean isSimulated() {
    return server.equals(ReportOptions.SIMULATED);
  }

  private static double start(RunFacts facts) {
    return facts.clockZeroEpochMillis() / MILLIS;
  }

  private static double end(RunFacts facts) {
    Long end = facts.endNanos();
    return start(facts) + (end == null ? 0 : end / NANOS);
  }

  /** Such as {@code 50 in flight at once, 500 prompts, random 100/100}. */
  private static String load(ReportOptions.Load asked) {
    OptionalInt atOnce = asked.parallel();
    OptionalInt prompts = asked.prompts();
    String load = atOnce.isPresent() ? counted(atOnce.getAsInt()) + " in flight " : "";
    if (asked.pace().isPresent()) {
      load = asked.pace().get().said() + (load.isEmpty() ? "" : ", " + load + "at most");
    } else if (!load.isEmpty()) {
      load += "at once";
    }
    if (prompts.isPresent()) {
      String all = Counted.of(prompts.getAsInt(), "prompt");
      load = load.isEmpty() ? "all " + all + " at once" : load + ", " + all;
    }
    if (!asked.dataset().isEmpty()) {
      load += (load.isEmpty() ? "" : ", ") + asked.dataset();
      load += asked.lengths().isEmpty() ? "" : " " + asked.lengths();
    }
    return load;
  }

  private static String counted(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
