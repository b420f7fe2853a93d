package llmbench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import llmbench.metrics.VllmFigures;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;

/** Looks for reasons to distrust a run. */
public final class Doubts {

  /** Log and record are stamped one after the other: by so much they may differ. */
  private static final long TOLERANCE_MILLIS = 2;

  private static final double NANOS_PER_MILLI = 1e6;

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
    if (uncounted > 0) {
      doubts.add(new Doubt.UsageMissing(uncounted, figures.completed(), tokenizer));
    }
    RunFacts facts = run.facts();
    if (facts != null) {
      facts.notes().stream()
          .filter(note -> note.contains("tokenizer"))
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
    RequestLines lines = run.lines();
    if (lines != null && lines.partialLastLine()) {
      doubts.add(new Doubt.Truncated("requests.jsonl", "its last line is cut"));
    }
    if (lines != null && !lines.broken().isEmpty()) {
      String numbers = String.join(", ", lines.broken().stream().map(String::valueOf).toList());
      doubts.add(new Doubt.Truncated("requests.jsonl", "unreadable lines: " + numbers));
    }
    if (run.log() != null && run.log().truncated()) {
      doubts.add(new Doubt.Truncated("simulation.log", "it ends within a record"));
    }
  }

  private static void failures(RecordedRun run, List<Doubt> doubts) {
    Map<String, Integer> kinds = new TreeMap<>();
    int failed = 0;
    for (RequestRecord request : run.requests()) {
      Fault fault = request.fault();
      if (fault != null) {
        failed++;
        kinds.merge(fault.kind().label(), 1, Integer::sum);
      }
    }
    if (failed > 0) {
      List<String> named = new ArrayList<>();
      kinds.forEach((kind, count) -> named.add(count + " " + kind));
      doubts.add(new Doubt.FailuresPresent(failed, run.requests().size(), named));
    }
  }

  /** Counts, outcomes and times of the log against those of the record, name by name. */
  private static void agreement(RecordedRun run, List<Doubt> doubts) {
    // A log that was cut has said so already; comparing would only say it again.
    if (run.log() == null || run.log().truncated() || run.facts() == null) {
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
    List<String> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(recorded.keySet());
    if (recorded.isEmpty()) {
      // A simulation may send other requests as well, but then it has recorded some of ours.
      names.addAll(logged.keySet());
    }
    for (String name : names) {
      compare(
          name,
          logged.getOrDefault(name, List.of()),
          recorded.getOrDefault(name, List.of()),
          differences);
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
