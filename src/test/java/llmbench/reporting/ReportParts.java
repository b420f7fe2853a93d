package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.request.Collector;
import llmbench.metrics.server.ServerFigures;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.windows.SteadyRule;
import llmbench.metrics.windows.Windows;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.TrueTurns;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloCheck;
import llmbench.verdict.SloResult;

/**
 * A report before it is printed or written: each of its parts is made once.
 *
 * @param evalscope empty where there are no requests of ours, token by token
 * @param seen the true figures; empty where there are no requests of ours, token by token
 * @param departures how requests set out that had times of their own
 * @param server what the server says of itself; empty where it says nothing
 * @param windows its parts, none of them steady where requests had times of their own
 * @param conversations what they came to; empty where no request is a turn of one
 * @param turnsTruth the server's own account of their turns
 * @param named the figures of each name in somebody's own simulation; empty where there is one
 * @param targets the figures of each target of a run with several; empty where there is one
 * @param outcome what the run comes to
 * @param failures by their kinds
 */
public record ReportParts(
    ReportInput input,
    Optional<EvalscopeReport> evalscope,
    Optional<TrueFigures> seen,
    Departures departures,
    Optional<ServerFigures> server,
    Windows windows,
    Optional<Conversations> conversations,
    TurnsTruth turnsTruth,
    List<NamedFigures> named,
    List<TargetFigures> targets,
    Outcome outcome,
    List<FailureKind> failures) {

  /**
   * The parts.
   *
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  public static ReportParts of(ReportInput input, boolean tokenizer) {
    boolean timed = !input.records().isEmpty() && !input.isLogOnly();
    Optional<EvalscopeReport> evalscope = Optional.empty();
    Optional<TrueFigures> seen = Optional.empty();
    Optional<ServerFigures> server = Optional.empty();
    Windows windows = Windows.NONE;
    Optional<Conversations> conversations = Optional.empty();
    if (timed) {
      Collector<EvalscopeFigures> tables = EvalscopeReport.collector(input);
      Collector<Optional<WorkloadThroughput>> throughput = EvalscopeReport.throughput(input);
      Collector<TrueFigures> truth =
          TrueFigures.collector(input.timed(), input.strictFigures().outputTokens());
      Collector<ServerFigures> servers =
          ServerFigures.collector(
              input.serverMetrics(),
              input.prefixCache(),
              beside(input, RunFacts::loadWarmUps),
              beside(input, RunFacts::probes));
      Collector<Windows> parts = windows(input);
      Collector<Optional<Conversations>> turns = ConversationFigures.collector(input);
      List<Collector<?>> made = new ArrayList<>(List.of(tables, truth, servers, parts, turns));
      if (input.records().get(0).turn() != null) {
        // Shown of conversations alone: a million other requests need no room for it.
        made.add(throughput);
      }
      Collector.walk(input.timed(), made);
      windows = parts.figures();
      conversations = turns.figures();
      evalscope = Optional.of(EvalscopeReport.of(input, tables.figures(), throughput.figures()));
      TrueFigures all = truth.figures();
      boolean counted = !input.options().target().skipsTokenizer();
      seen = Optional.of(counted ? all : all.withoutInputTokens());
      server = Optional.of(servers.figures()).filter(figures -> !figures.isEmpty());
    }
    return new ReportParts(
        input,
        evalscope,
        seen,
        input.runDoubts().departures(),
        server,
        windows,
        conversations,
        conversations.isPresent() ? TurnsTruth.of(input) : TurnsTruth.NONE,
        NamedFigures.of(input),
        RunTargets.of(input),
        outcome(input, seen, conversations, input.doubts(tokenizer)),
        failures(input));
  }

  /**
   * A rate has no part that is steadier than the others; and tokens that a tokenizer had to count
   * are counted once, for the figures of the whole.
   */
  private static Collector<Windows> windows(ReportInput input) {
    ReportOptions.Load load = input.options().load();
    boolean timed = input.hasTokens() && !input.isOwnSimulation();
    boolean told = input.figures().tokenizerCounted() == 0;
    VllmDialect dialect = input.usedDialect();
    return Windows.collector(
        timed && told ? input.timed() : Requests.of(List.of()),
        load.pace().isEmpty() ? List.of(SteadyRule.values()) : List.of(),
        load.parallel(),
        record -> dialect.times(record, input.tokenCounter()));
  }

  /** Several directories have no server's account that they could be in. */
  private static long beside(ReportInput input, ToLongFunction<RunFacts> requests) {
    RunFacts facts = input.runs().size() == 1 ? input.runs().get(0).facts() : null;
    return facts == null ? 0 : requests.applyAsLong(facts);
  }

  private static List<FailureKind> failures(ReportInput input) {
    List<FailureKind> kinds = FailureKind.of(input.drawn().finished());
    return input.runs().isEmpty() ? kinds.stream().map(FailureKind::unknown).toList() : kinds;
  }

  /** The server's own account of the turns of conversations; empty where there is none. */
  Optional<TrueTurns> trueTurns() {
    return turnsTruth.turns();
  }

  /** What speaks against the run. */
  List<Doubt> doubts() {
    return outcome.doubts();
  }

  /** What the server said to most requests, where none of them succeeded; else empty. */
  public Optional<String> said() {
    return outcome.anySuccess()
        ? Optional.empty()
        : FailureKind.mostOften(failures).map(FailureKind::sentence);
  }

  private static Outcome outcome(
      ReportInput input,
      Optional<TrueFigures> seen,
      Optional<Conversations> conversations,
      List<Doubt> doubts) {
    ReportOptions.Limits limits = input.options().limits();
    SloCheck check = new SloCheck(input.strictFigures(), seen, conversations, !input.isLogOnly());
    List<SloResult> slos = check.of(limits.slos(), Baselines.of(input));
    Optional<RunFacts.Stop> failedBy =
        input.runs().stream()
            .map(RecordedRun::facts)
            .filter(facts -> facts != null && facts.isFailure())
            .map(RunFacts::stop)
            .filter(stop -> stop != null)
            .findFirst();
    // A simulation has assertions of its own: it is held against what it asks us for.
    boolean unasked = input.isOwnSimulation() && slos.isEmpty();
    return new Outcome(
        unasked || input.anySuccess(), failedBy, slos, doubts, limits.failOnDoubts());
  }
}
