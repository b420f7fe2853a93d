package llmbench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.metrics.VllmFigures;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;

/** Looks for reasons to distrust a run. */
public final class Doubts {

  /**
   * By so much they may differ: two milliseconds, and half a one for the rounding of the log's
   * ends.
   *
   * <p>Gatling cuts its clock's reference and each reading to whole milliseconds, so the log is up
   * to two early without anything being wrong.
   */
  private static final double TOLERANCE_MILLIS = 2.5;

  /** So many broken lines are named, the rest is counted. */
  private static final int MOST_LINES = 10;

  private static final double NANOS_PER_MILLI = 1e6;

  /** How the load half's note about another tokenizer than the model's says it. */
  private static final String STANDS_IN = "tokenizer is used instead";

  private Doubts() {}

  /**
   * All doubts about a run; none is good.
   *
   * @param figures of the run
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  public static List<Doubt> of(RecordedRun run, VllmFigures figures, boolean tokenizer) {
    List<Doubt> doubts = new ArrayList<>();
    wholeness(run, doubts);
    if (run.lines() == null) {
      doubts.add(new Doubt.LogOnly());
    } else {
      agreement(run, doubts);
    }
    failures(run, doubts);
    int uncounted = figures.tokenizerCounted();
    // A log knows no tokens at all, which LogOnly says.
    if (uncounted > 0 && run.lines() != null) {
      doubts.add(new Doubt.UsageMissing(uncounted, figures.completed(), tokenizer));
    }
    long whole = run.requests().stream().filter(r -> r.ok() && r.whole()).count();
    if (run.lines() != null && whole > 0) {
      long succeeded = run.requests().stream().filter(RequestRecord::ok).count();
      doubts.add(new Doubt.CameWhole(whole, succeeded));
    }
    RunFacts facts = run.facts();
    if (facts != null) {
      facts.notes().stream()
          .filter(note -> note.contains(STANDS_IN))
          .forEach(note -> doubts.add(new Doubt.Noted(note)));
    }
    return List.copyOf(doubts);
  }

  private static void wholeness(RecordedRun run, List<Doubt> doubts) {
    RunFacts facts = run.facts();
    if (facts != null && facts.state() == RunFacts.State.RUNNING) {
      doubts.add(new Doubt.NotFinished("was killed, or still goes on"));
    } else if (facts != null && facts.state() == RunFacts.State.STOPPED) {
      doubts.add(new Doubt.NotFinished("was stopped before its end"));
    }
    run.unread().forEach(what -> doubts.add(new Doubt.Unreadable(what)));
    RequestLines lines = run.lines();
    if (lines != null && lines.partialLastLine()) {
      doubts.add(new Doubt.Truncated("requests.jsonl", "its last line is cut"));
    }
    if (lines != null && !lines.broken().isEmpty()) {
      doubts.add(new Doubt.Truncated("requests.jsonl", "unreadable lines: " + named(lines)));
    }
    SimulationLog log = run.log();
    if (log != null && log.truncated()) {
      doubts.add(new Doubt.Truncated("simulation.log", "it ends within a record"));
    }
    if (log != null && log.broken() != null) {
      doubts.add(new Doubt.LogBroken(log.broken()));
    }
  }

  private static String named(RequestLines lines) {
    List<Integer> broken = lines.broken();
    String numbers =
        String.join(", ", broken.stream().limit(MOST_LINES).map(String::valueOf).toList());
    return broken.size() <= MOST_LINES
        ? numbers
        : numbers + " and " + (broken.size() - MOST_LINES) + " or more others";
  }

  /** By the log where there is no record; what we have interrupted ourselves is no failure. */
  private static void failures(RecordedRun run, List<Doubt> doubts) {
    List<Optional<Fault>> finished =
        run.lines() == null
            ? run.responses().stream()
                .filter(response -> !response.isInterrupted())
                .map(response -> Optional.ofNullable(response.fault()))
                .toList()
            : run.requests().stream()
                .filter(request -> !request.isInterrupted())
                .map(request -> Optional.ofNullable(request.fault()))
                .toList();
    List<Fault> faults = finished.stream().flatMap(Optional::stream).toList();
    if (!faults.isEmpty()) {
      doubts.add(new Doubt.FailuresPresent(faults.size(), finished.size(), Failures.named(faults)));
    }
    if (run.crashes() > 0) {
      doubts.add(new Doubt.NeverSent(run.crashes()));
    }
  }

  /** Counts, outcomes and times of the log against those of the record, name by name. */
  private static void agreement(RecordedRun run, List<Doubt> doubts) {
    // A log that was cut has said so already; comparing would only say it again.
    if (run.log() == null || !run.log().isWhole() || run.facts() == null) {
      return;
    }
    long zeroMillis = run.facts().clockZeroEpochMillis();
    Map<String, List<double[]>> recorded = new LinkedHashMap<>();
    for (RequestRecord request : run.requests()) {
      recorded
          .computeIfAbsent(request.name(), name -> new ArrayList<>())
          .add(
              new double[] {
                zeroMillis + request.sentNanos() / NANOS_PER_MILLI,
                zeroMillis + request.endNanos() / NANOS_PER_MILLI,
                request.ok() ? 1 : 0
              });
    }
    Map<String, List<double[]>> logged = new LinkedHashMap<>();
    for (LogRecord.Response response : run.responses()) {
      logged
          .computeIfAbsent(response.name(), name -> new ArrayList<>())
          .add(new double[] {response.startMillis(), response.endMillis(), response.ok() ? 1 : 0});
    }
    // Where a run is cut short its log loses what Gatling's buffer held: no contradiction, its end.
    boolean cutShort = run.facts().state() != RunFacts.State.FINISHED;
    List<String> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(recorded.keySet());
    if (recorded.isEmpty()) {
      // A simulation may send other requests as well, but then it has recorded some of ours.
      names.addAll(logged.keySet());
    }
    for (String name : names) {
      List<double[]> inLog = logged.getOrDefault(name, List.of());
      List<double[]> inRecord = recorded.getOrDefault(name, List.of());
      if (cutShort && inLog.size() < inRecord.size()) {
        String what = inLog.size() + " of " + inRecord.size() + " responses of '" + name + "'";
        doubts.add(new Doubt.Truncated("simulation.log", "it has " + what));
      } else {
        compare(name, inLog, inRecord, differences);
      }
    }
    if (!differences.isEmpty()) {
      doubts.add(new Doubt.LogDisagrees(differences));
    }
  }

  private static void compare(
      String name, List<double[]> logged, List<double[]> recorded, List<String> differences) {
    if (logged.size() != recorded.size()) {
      differences.add(
          "'"
              + name
              + "' has "
              + logged.size()
              + " responses in the log, "
              + recorded.size()
              + " in the record");
      return;
    }
    long logOk = logged.stream().filter(times -> times[2] > 0).count();
    long recordOk = recorded.stream().filter(times -> times[2] > 0).count();
    if (logOk != recordOk) {
      differences.add(
          "'" + name + "' has " + logOk + " successes in the log, " + recordOk + " in the record");
    }
    double start = furthest(logged, recorded, 0);
    double end = furthest(logged, recorded, 1);
    if (Math.max(start, end) > TOLERANCE_MILLIS) {
      differences.add(
          String.format(
              Locale.ROOT,
              "times of '%s' are up to %.0f ms apart (was the wall clock set?)",
              name,
              Math.max(start, end)));
    }
  }

  /** How far the sorted starts (or ends) are apart, at most. */
  private static double furthest(List<double[]> logged, List<double[]> recorded, int which) {
    double[] first = sorted(logged, which);
    double[] second = sorted(recorded, which);
    double furthest = 0;
    for (int i = 0; i < first.length; i++) {
      furthest = Math.max(furthest, Math.abs(first[i] - second[i]));
    }
    return furthest;
  }

  private static double[] sorted(List<double[]> times, int which) {
    return times.stream()
        .sorted(Comparator.comparingDouble(t -> t[which]))
        .mapToDouble(t -> t[which])
        .toArray();
  }
}
