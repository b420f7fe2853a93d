package llmbench.reporting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.SuccessRule;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.vllm.VllmReportSettings;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RunLogException;
import llmbench.runlog.VllmResult;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Conditions;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.Starter;
import llmbench.verdict.Doubt;
import llmbench.verdict.RunDoubts;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reported, in one form wherever it came from: run directories of ours, or a result
 * of vLLM bench.
 *
 * @param settings of the report
 * @param times every request by the tool's definitions
 * @param records every finished request as it was recorded; empty for a result of vLLM bench
 * @param drawn the same with those that were interrupted; of a result of vLLM bench its requests,
 *     each chunk taken for an output
 * @param taken of the records the failures that the chosen tool's own rule takes for successes,
 *     where the options leave it to the tool
 * @param runs the directories, all shards as the one run that they are; empty for a result of vLLM
 *     bench
 * @param figures of the tool
 * @param strictFigures the same where only our successes count; in somebody's own simulation their
 *     latencies are those of {@link AnswerFigures}
 * @param options of the run: the first directory's
 * @param runDoubts what is to be said of the directories
 * @param ofResult what speaks against a result of vLLM bench
 * @param tokenCounter counts the tokens of an answer that came without counts
 * @param shards the directories where they are shards of one benchmark; empty otherwise
 */
public record ReportInput(
    VllmReportSettings settings,
    List<RequestTimes> times,
    Requests records,
    Requests drawn,
    Requests taken,
    List<RecordedRun> runs,
    VllmFigures figures,
    VllmFigures strictFigures,
    ReportOptions options,
    RunDoubts runDoubts,
    List<Doubt> ofResult,
    ToIntFunction<String> tokenCounter,
    Optional<ShardSet> shards) {

  /** Gatling's log knows no chunks: the one dialect that needs none for a success. */
  static final VllmDialect OF_LOG = VllmDialect.V0_11_CHAT;

  static final Requests NONE = Requests.of(List.of());

  /** Whether only Gatling's log is there: no token was timed. */
  boolean isLogOnly() {
    return !runs.isEmpty() && runs.stream().allMatch(run -> run.lines() == null);
  }

  /** Whether tokens were timed: not in a log alone, nor where an answer has none. */
  boolean hasTokens() {
    return !isLogOnly() && !usedDialect().isOfPooling();
  }

  /** Whether it is somebody's own simulation, which was asked for no tool's requests. */
  boolean isOwnSimulation() {
    return !runs.isEmpty() && runs.stream().allMatch(RecordedRun::isOwnSimulation);
  }

  /**
   * The requests as the report is to judge them: by our rule of success, or by the tool's where the
   * options leave it to the tool.
   */
  public Requests judged(SuccessRule tools) {
    return options.asTheTool() ? records.judged(tools::judge) : records;
  }

  /** The same, request by request. */
  UnaryOperator<RequestRecord> judge(SuccessRule tools) {
    return options.asTheTool() ? tools::judge : UnaryOperator.identity();
  }

  /**
   * The finished requests whose times count: of somebody's own simulation those that were only too
   * slow for a check, too.
   */
  public Requests timed() {
    return isOwnSimulation() ? AnswerFigures.answers(records) : records;
  }

  /** The definitions of the tool. */
  public VllmDialect dialect() {
    return dialect(options);
  }

  static VllmDialect dialect(ReportOptions options) {
    return Dialects.vllm(options.compat(), options.target().backend());
  }

  /** The definitions that the figures are made by. */
  VllmDialect usedDialect() {
    return isLogOnly() ? OF_LOG : dialect();
  }

  /** The limits of the goodput. */
  Goodput goodput() {
    return goodput(options);
  }

  static Goodput goodput(ReportOptions options) {
    return Goodput.of(options.shown().goodputMillis());
  }

  static ReportOptions options(@Nullable RunFacts facts, Map<String, String> changed) {
    if (facts == null) {
      return ReportOptions.ofRun(Map.of(), changed);
    }
    return Starter.of(facts).equals(Optional.of(Starter.LAUNCHER))
        ? ReportOptions.ofLaunched(facts.options(), changed)
        : ReportOptions.ofRun(facts.options(), changed);
  }

  /**
   * The SLOs that the run itself was held to, whatever this report is; none is empty. Nothing where
   * it doesn't say.
   */
  Optional<String> ownSlos() {
    RunFacts facts = runs.isEmpty() ? null : runs.get(0).facts();
    return facts == null
        ? Optional.empty()
        : Optional.of(options(facts, Map.of()).limits().sloText());
  }

  /** Whether any request succeeded, by our rule; by the tool's own in a result of its. */
  boolean anySuccess() {
    return strictFigures.completed() > 0;
  }

  /**
   * What speaks against the run.
   *
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  public List<Doubt> doubts(boolean tokenizer) {
    List<Doubt> doubts =
        new ArrayList<>(runDoubts.all(strictFigures, options.shown().percentiles(), tokenizer));
    doubts.addAll(ofResult);
    AnsweredRequests.untimed(this).ifPresent(doubts::add);
    if (!taken.isEmpty()) {
      doubts.add(Doubt.TakenForSuccesses.of(taken));
    }
    return doubts;
  }

  /** What the server said at {@code /metrics} before and after; empty where it said nothing. */
  Optional<ServerMetrics> serverMetrics() {
    return serverMetrics(runs);
  }

  /**
   * Of several directories none, unless they are shards: their clients asked one server, each for
   * all of them.
   */
  static Optional<ServerMetrics> serverMetrics(List<RecordedRun> runs) {
    return conditions(runs).map(Conditions::serverMetrics);
  }

  /** The server's counters of its prefix cache, before and after; empty where it has none. */
  Optional<PrefixCache> prefixCache() {
    return conditions(runs).map(Conditions::prefixCache);
  }

  private static Optional<Conditions> conditions(List<RecordedRun> runs) {
    RunFacts facts = runs.size() == 1 ? runs.get(0).facts() : null;
    return Optional.ofNullable(facts == null ? null : facts.conditions());
  }

  /** Times to the first token that Gatling's log carries as groups, in ms. */
  Distribution logTtft() {
    return Distribution.of(
        runs.stream()
            .flatMap(run -> run.ttftMillis().stream())
            .mapToDouble(Integer::doubleValue)
            .toArray());
  }

  /**
   * Reads what is to be reported.
   *
   * @param paths run directories that are one run together, or one result of vLLM bench
   * @param changed options that are to be others than the run's own
   * @param counter counts tokens of an answer that came without counts
   * @throws RunLogException when it can't be read
   * @throws IllegalArgumentException when an option's value is impossible
   */
  public static ReportInput read(List<Path> paths, Map<String, String> changed, Counter counter) {
    boolean results = paths.stream().anyMatch(VllmResult::isOne);
    if (results && paths.size() > 1) {
      throw new IllegalArgumentException(
          "Several results of vLLM bench can't be reported as one run: pass one.");
    }
    return results
        ? ResultInput.of(VllmResult.read(paths.get(0)), changed)
        : of(RecordedRun.read(paths), changed, counter);
  }

  /**
   * Reads a run for its own report. Of a shard that is one of its part: nobody expects the others.
   */
  public static ReportInput own(Path directory, Counter counter) {
    return RunInput.of(List.of(RecordedRun.read(directory)), Map.of(), counter, true);
  }

  /**
   * What is to be reported of runs that are read already.
   *
   * @throws IllegalArgumentException when an option's value is impossible
   */
  public static ReportInput of(
      List<RecordedRun> runs, Map<String, String> changed, Counter counter) {
    return RunInput.of(runs, changed, counter, false);
  }

  /** Makes a token counter for the run with these options; only if it is needed. */
  interface Counter {
    ToIntFunction<String> of(ReportOptions options);
  }
}
