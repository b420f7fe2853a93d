package llmbench.reporting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.SuccessRule;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.vllm.VllmReportSettings;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.verdict.RunDoubts;
import org.jspecify.annotations.Nullable;

/** Run directories become what is to be reported. */
final class RunInput {

  private static final double NANOS_PER_MILLI = 1e6;

  private RunInput() {}

  /**
   * What is to be reported of runs that are read already.
   *
   * @param changed options that are to be others than the run's own
   * @param counter counts tokens of an answer that came without counts
   * @param own whether it is a run's own report
   * @throws IllegalArgumentException when an option's value is impossible, or runs are not one
   */
  static ReportInput of(
      List<RecordedRun> directories,
      Map<String, String> changed,
      ReportInput.Counter counter,
      boolean own) {
    Optional<ShardSet> shards = ShardSet.of(directories, own);
    refuseMixed(directories);
    List<RecordedRun> runs = shards.map(set -> List.of(set.joined())).orElse(directories);
    RunFacts facts = runs.get(0).facts();
    List<ReportOptions> each = runs.stream().map(run -> options(run, changed, shards)).toList();
    ReportOptions options = each.get(0);
    RunDoubts doubts = new RunDoubts(runs, each, shards);
    RunProbes probes = RunProbes.of(runs, options.load(), shards);
    MeasuredTime time = probes.in(RunClocks.measured(runs), options.compat());
    VllmReportSettings settings = VllmReportSettings.of(options, date(facts));
    boolean logOnly = runs.stream().allMatch(run -> run.lines() == null);
    Requests drawn = records(runs, facts);
    Requests records = drawn.finished();
    ToIntFunction<String> tokens = counter.of(options);
    VllmDialect dialect = logOnly ? ReportInput.OF_LOG : ReportInput.dialect(options);
    List<RequestTimes> read = DatasetOrder.of(records, dialect, tokens);
    List<RequestTimes> strict =
        logOnly ? read.stream().map(RequestTimes::untilItsEnd).toList() : read;
    // Without token times no request is known to keep a limit.
    Goodput goodput = logOnly ? Goodput.NONE : ReportInput.goodput(options);
    VllmExtras extras =
        RunBesides.of(ReportInput.serverMetrics(runs), runs, options, drawn)
            .with(probes.figures(dialect, tokens));
    VllmFigures byTool = VllmFigures.of(strict, dialect, time, goodput).with(extras);
    boolean simulation = !logOnly && runs.stream().allMatch(RecordedRun::isOwnSimulation);
    VllmFigures strictFigures =
        simulation ? AnswerFigures.in(byTool, records, dialect, tokens) : byTool;
    if (!options.asTheTool() || logOnly) {
      return new ReportInput(
          settings,
          strict,
          records,
          drawn,
          ReportInput.NONE,
          runs,
          byTool,
          strictFigures,
          options,
          doubts,
          List.of(),
          tokens,
          shards);
    }
    List<RequestTimes> times =
        DatasetOrder.of(records.judged(dialect.ownRule()::judge), dialect, tokens);
    return new ReportInput(
        settings,
        times,
        records,
        drawn,
        taken(records, options),
        runs,
        VllmFigures.of(times, dialect, time, ReportInput.goodput(options)).with(extras),
        strictFigures,
        options,
        doubts,
        List.of(),
        tokens,
        shards);
  }

  /**
   * All requests, on the first run's clock. Each directory counts its conversations itself, and has
   * them whole: together they are told apart.
   */
  private static Requests records(List<RecordedRun> runs, @Nullable RunFacts first) {
    List<Requests> records = new ArrayList<>();
    for (RecordedRun run : runs) {
      records.add(
          requests(run)
              .later(RunClocks.shiftNanos(first, run.facts()))
              .ofPart(records.size(), runs.size()));
    }
    return Requests.joined(records);
  }

  private static Requests taken(Requests records, ReportOptions options) {
    Requests failed = records.failed();
    ToolVersion compat = options.compat();
    if (compat.tool() == ToolVersion.Tool.EVALSCOPE) {
      SuccessRule rule = Dialects.evalscope(compat, options.target().backend()).ownRule();
      return failed.only(place -> rule.judge(failed.get(place)).ok());
    }
    // The other half of vLLM bench's rule: there is a chunk.
    VllmDialect dialect = Dialects.vllm(compat, options.target().backend());
    SuccessRule rule = dialect.ownRule();
    return failed.only(place -> dialect.times(rule.judge(failed.get(place)), t -> 0).success());
  }

  /** The record's requests; without a record what the log alone has, whole milliseconds. */
  private static Requests requests(RecordedRun run) {
    if (run.lines() != null) {
      return run.requests();
    }
    List<RequestRecord> requests = new ArrayList<>();
    for (LogRecord.Response response : run.prompts()) {
      long zero = run.zeroMillis();
      requests.add(
          new RequestRecord(
              requests.size(),
              response.name(),
              "",
              0,
              0,
              nanos(response.startMillis() - zero),
              nanos(response.endMillis() - zero),
              0,
              0,
              Messages.NONE,
              null,
              null,
              "",
              "",
              response.fault()));
    }
    return Requests.of(requests);
  }

  private static long nanos(long millis) {
    return Math.round(millis * NANOS_PER_MILLI);
  }

  /** When the run ended, in local time, as vLLM bench dates its results. */
  private static LocalDateTime date(@Nullable RunFacts facts) {
    if (facts == null) {
      return LocalDateTime.ofInstant(Instant.EPOCH, ZoneId.systemDefault());
    }
    Long end = facts.endNanos();
    long millis = facts.clockZeroEpochMillis();
    millis += end == null ? 0 : Math.round(end / NANOS_PER_MILLI);
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
  }

  private static void refuseMixed(List<RecordedRun> runs) {
    if (runs.size() > 1 && runs.stream().anyMatch(run -> run.facts() == null)) {
      throw new IllegalArgumentException(
          "Several directories are one run only where each has its run.json: it pairs the clocks.");
    }
    boolean logOnly = runs.stream().allMatch(run -> run.lines() == null);
    if (!logOnly && runs.stream().anyMatch(run -> run.lines() == null)) {
      throw new IllegalArgumentException(
          "Some of the directories have no requests.jsonl: without token times they can't be one"
              + " run with the others. Report them apart.");
    }
  }

  /** Of a shard's own report those of its part: so many at once were asked of it. */
  private static ReportOptions options(
      RecordedRun run, Map<String, String> changed, Optional<ShardSet> shards) {
    ReportOptions options = ReportInput.options(run.facts(), changed);
    return shards
        .filter(ShardSet::own)
        .map(set -> set.shard(0))
        .map(shard -> options.ofPart(shard::share, shard.toString()))
        .orElse(options);
  }
}
