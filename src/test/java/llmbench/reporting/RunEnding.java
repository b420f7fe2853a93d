package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.report.shards.ShardWords;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Counted;
import llmbench.timeline.Printable;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** How a run ended, where that was not by its last prompt: one line. */
final class RunEnding {

  private RunEnding() {}

  /** The lines of what is reported as one run; none where all prompts were sent. */
  static List<String> lines(ReportInput input) {
    return input
        .shards()
        .map(set -> ofShards(set, input.runs().get(0)))
        .orElseGet(() -> input.runs().stream().flatMap(run -> of(run).stream()).toList());
  }

  /** The same as one line; empty where all prompts were sent. */
  static Optional<String> of(ReportInput input) {
    return together(lines(input));
  }

  /** Of those alone that have no end or one that nobody asked for; empty where there is none. */
  static Optional<String> early(ReportInput input) {
    List<RecordedRun> runs = input.shards().map(ShardSet::parts).orElse(input.runs());
    return runs.stream().anyMatch(run -> isEarly(run.facts()))
        ? together(
            input.shards().isPresent()
                ? lines(input)
                : runs.stream()
                    .filter(run -> isEarly(run.facts()))
                    .flatMap(run -> of(run).stream())
                    .toList())
        : Optional.empty();
  }

  private static Optional<String> together(List<String> lines) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(lines.stream().distinct().collect(Collectors.joining("; ")));
  }

  /** What is missing, and how each ended; once where all ended alike. */
  private static List<String> ofShards(ShardSet set, RecordedRun whole) {
    List<String> lines = new ArrayList<>();
    if (!set.isWhole()) {
      lines.add(
          set.own()
              ? "PART: shard " + set.shard(0) + " of a benchmark"
              : "PART: " + ShardWords.there(set));
    }
    long kinds = set.parts().stream().map(RunEnding::kind).distinct().count();
    if (kinds == 1) {
      of(whole).ifPresent(lines::add);
      return lines;
    }
    for (int place = 0; place < set.parts().size(); place++) {
      String name = "Shard " + set.shard(place) + ": ";
      of(set.parts().get(place)).ifPresent(line -> lines.add(name + line));
    }
    return lines;
  }

  /** What two have in common that ended alike. */
  private static List<Object> kind(RecordedRun run) {
    RunFacts facts = Objects.requireNonNull(run.facts());
    RunFacts.Stop stop = facts.stop();
    return List.of(facts.state(), stop == null ? "" : stop.by());
  }

  private static boolean isEarly(@Nullable RunFacts facts) {
    if (facts == null) {
      return false;
    }
    RunFacts.Stop stop = facts.stop();
    return facts.state() == RunFacts.State.RUNNING
        || (stop != null
            && (stop.by() == RunFacts.StopCause.SIGNAL || stop.by() == RunFacts.StopCause.DATASET));
  }

  /** The line; empty for a run that sent all its prompts, or that says nothing of its end. */
  static Optional<String> of(RecordedRun run) {
    RunFacts facts = run.facts();
    if (facts == null || (facts.state() == RunFacts.State.FINISHED && facts.stop() == null)) {
      return Optional.empty();
    }
    RunFacts.Stop stop = facts.stop();
    String how =
        switch (facts.state()) {
          case STOPPED -> "STOPPED";
          case RUNNING -> "NOT ENDED: the run was killed, or still goes on";
          case FINISHED -> facts.isFailure() ? "FAILED" : "ENDED";
        };
    String why = "";
    if (stop != null) {
      why = (stop.by() == RunFacts.StopCause.SIGNAL ? " " : ": ") + stop.why();
    }
    return Optional.of(Printable.line(how + why + "; " + counts(run, facts)));
  }

  private static String counts(RecordedRun run, RunFacts facts) {
    boolean logOnly = run.lines() == null;
    long all = logOnly ? run.prompts().size() : run.requests().size();
    long interrupted =
        logOnly
            ? run.prompts().stream().filter(LogRecord.Response::isInterrupted).count()
            : all - run.requests().finished().size();
    long finished = all - interrupted;
    Long prompts = facts.dataset().get("prompts");
    String counts =
        prompts == null
            ? Counted.of(finished, "request") + " finished"
            : String.format(
                Locale.ROOT, "%,d of %s finished", finished, Counted.of(prompts, "request"));
    return interrupted == 0
        ? counts
        : String.format(
            Locale.ROOT,
            "%s, %,d %s in flight (interrupted; in no figure)",
            counts,
            interrupted,
            Counted.were(interrupted));
  }
}
