package llmbench.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;

/** Counts, outcomes and times of Gatling's log against those of the record, name by name. */
final class LogAgreement {

  /**
   * By so much they may differ: two milliseconds, and half a one for the rounding of the log's
   * ends.
   *
   * <p>Gatling cuts its clock's reference and each reading to whole milliseconds, so the log is up
   * to two early without anything being wrong.
   */
  private static final double TOLERANCE_MILLIS = 2.5;

  private static final double NANOS_PER_MILLI = 1e6;

  private LogAgreement() {}

  /** What one name's requests have in one of the two. */
  private static final class Times {

    final int size;
    final long ok;

    /** Ascending, ms since 1970. */
    final double[] starts;

    final double[] ends;

    private Times(
        int[] places, IntPredicate ok, IntToDoubleFunction start, IntToDoubleFunction end) {
      size = places.length;
      this.ok = Arrays.stream(places).filter(ok).count();
      starts = Arrays.stream(places).mapToDouble(start).sorted().toArray();
      ends = Arrays.stream(places).mapToDouble(end).sorted().toArray();
    }

    static Times recorded(Requests requests, int[] places, long zeroMillis) {
      return new Times(
          places,
          requests::ok,
          place -> zeroMillis + requests.sentNanos(place) / NANOS_PER_MILLI,
          place -> zeroMillis + requests.endNanos(place) / NANOS_PER_MILLI);
    }

    static Times logged(List<LogRecord.Response> responses, int[] places) {
      return new Times(
          places,
          place -> responses.get(place).ok(),
          place -> responses.get(place).startMillis(),
          place -> responses.get(place).endMillis());
    }
  }

  static List<FileDoubt> of(FileSurvey survey) {
    RecordedRun run = survey.run();
    RunFacts facts = run.facts();
    // A log that was cut has said so already; comparing would only say it again.
    if (run.log() == null || !run.log().isWhole() || facts == null) {
      return List.of();
    }
    Map<String, int[]> recorded = survey.named();
    Map<String, int[]> logged = named(run.responses());
    // Where a run is cut short its log loses what Gatling's buffer held: no contradiction, its end.
    boolean cutShort = facts.state() != RunFacts.State.FINISHED;
    List<FileDoubt> doubts = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(recorded.keySet());
    if (recorded.isEmpty()) {
      // A simulation may send other requests as well, but then it has recorded some of ours.
      names.addAll(logged.keySet());
    }
    int[] none = {};
    for (String name : names) {
      int[] inLog = logged.getOrDefault(name, none);
      int[] inRecord = recorded.getOrDefault(name, none);
      if (cutShort && inLog.length < inRecord.length) {
        String what = inLog.length + " of " + inRecord.length + " responses of '" + name + "'";
        doubts.add(new FileDoubt.Truncated("simulation.log", "it has " + what));
      } else {
        compare(
            name,
            Times.logged(run.responses(), inLog),
            Times.recorded(run.requests(), inRecord, facts.clockZeroEpochMillis()),
            differences);
      }
    }
    if (!differences.isEmpty()) {
      doubts.add(new FileDoubt.LogDisagrees(differences));
    }
    return doubts;
  }

  /** The places of the responses of each name. */
  private static Map<String, int[]> named(List<LogRecord.Response> responses) {
    Map<String, IntStream.Builder> named = new LinkedHashMap<>();
    int place = 0;
    for (LogRecord.Response response : responses) {
      named.computeIfAbsent(response.name(), name -> IntStream.builder()).add(place++);
    }
    Map<String, int[]> places = new LinkedHashMap<>();
    named.forEach((name, all) -> places.put(name, all.build().toArray()));
    return places;
  }

  private static void compare(String name, Times logged, Times recorded, List<String> differences) {
    if (logged.size != recorded.size) {
      differences.add(
          "'"
              + name
              + "' has "
              + logged.size
              + " responses in the log, "
              + recorded.size
              + " in the record");
      return;
    }
    if (logged.ok != recorded.ok) {
      differences.add(
          "'"
              + name
              + "' has "
              + logged.ok
              + " successes in the log, "
              + recorded.ok
              + " in the record");
    }
    double apart =
        Math.max(furthest(logged.starts, recorded.starts), furthest(logged.ends, recorded.ends));
    if (apart > TOLERANCE_MILLIS) {
      differences.add(
          String.format(
              Locale.ROOT,
              "times of '%s' are up to %.0f ms apart (was the wall clock set?)",
              name,
              apart));
    }
  }

  /** How far the sorted starts (or ends) are apart, at most. */
  private static double furthest(double[] first, double[] second) {
    double furthest = 0;
    for (int i = 0; i < first.length; i++) {
      furthest = Math.max(furthest, Math.abs(first[i] - second[i]));
    }
    return furthest;
  }
}
