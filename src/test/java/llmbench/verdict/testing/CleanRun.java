package llmbench.verdict.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Unasked;
import llmbench.timeline.Usage;
import llmbench.verdict.Doubt;
import llmbench.verdict.RunDoubts;
import org.jspecify.annotations.Nullable;

/**
 * A reference run as it should be: 50 at once, 500 prompts of 100 tokens with a template of 29, 100
 * tokens each answered, a chunk each. Tests spoil one thing of it.
 */
public final class CleanRun {

  /** The benchmark's. */
  public static final String SIMULATION = "llmbench.BenchmarkSimulation";

  static final ClientLoad CALM =
      new ClientLoad(
          5.3,
          new ClientLoad.LoopLag(1000, 0.1, 1.2, 8),
          new ClientLoad.Gc(4, 40, 20.0, List.of()),
          8,
          12.0,
          0.5,
          0.2);

  private static final long MILLI = 1_000_000;
  private static final long ZERO_MILLIS = 1_795_521_600_000L;

  public int requests = 500;
  public int atOnce = 50;
  public double turnAroundMillis = 0.5;
  public Messages messages = stream(100);
  public Usage usage = new Usage(129, 100, null);
  public @Nullable String finishReason = "length";
  public String directory = "run";
  public long startMillis = ZERO_MILLIS;
  public RunFacts.State state = RunFacts.State.FINISHED;
  public Conditions conditions = Conditions.of(false, CALM);
  public List<Double> percentiles = List.of(99.0);
  public UnaryOperator<RequestRecord> each = request -> request;
  public Map<String, Long> dataset = Map.of();
  public final Map<String, String> options =
      new LinkedHashMap<>(
          Map.of(
              "num-prompts", "500",
              "max-concurrency", "50",
              "ignore-eos", "true",
              "backend", "openai-chat",
              "random-prefix-len", "0"));

  /** The first token after 30 ms, each other 5 ms after the one before. */
  public static Messages stream(int chunks) {
    long[] gapMillis = new long[chunks];
    Arrays.fill(gapMillis, 5);
    gapMillis[0] = 30;
    return stream(gapMillis);
  }

  /** A role chunk, outputs with these gaps before them, usage and the end. */
  public static Messages stream(long... gapMillis) {
    List<MessageKind> kinds = new ArrayList<>(List.of(MessageKind.ROLE));
    long[] nanos = new long[gapMillis.length + 3];
    nanos[0] = gapMillis[0] * MILLI;
    for (int i = 0; i < gapMillis.length; i++) {
      kinds.add(MessageKind.TEXT);
      nanos[i + 1] = (i == 0 ? 0 : nanos[i]) + gapMillis[i] * MILLI;
    }
    kinds.addAll(List.of(MessageKind.USAGE, MessageKind.DONE));
    Arrays.fill(nanos, gapMillis.length + 1, nanos.length, nanos[gapMillis.length]);
    return Messages.of(kinds.toArray(MessageKind[]::new), nanos);
  }

  public CleanRun with(ClientLoad load) {
    conditions = Conditions.of(conditions.sameMachine(), load).with(conditions.prefixCache(), null);
    return this;
  }

  public CleanRun with(PrefixCache cache) {
    conditions = conditions.with(cache, null);
    return this;
  }

  public CleanRun with(Unasked unasked) {
    conditions = conditions.with(unasked);
    return this;
  }

  public RecordedRun run() {
    List<RequestRecord> records = new ArrayList<>();
    long last = messages.nanos(messages.size() - 1);
    for (int i = 0; i < requests; i++) {
      long sent =
          (i / atOnce) * (last + Math.round(turnAroundMillis * MILLI)) + (i % atOnce) * 10_000L;
      records.add(
          each.apply(
              new RequestRecord(
                  i,
                  "chat",
                  "",
                  100,
                  100,
                  sent,
                  sent + last,
                  200,
                  0,
                  messages,
                  usage,
                  finishReason,
                  "text",
                  "",
                  null)));
    }
    RunFacts facts =
        new RunFacts(
                RunFacts.SCHEMA,
                state,
                SIMULATION,
                "",
                startMillis,
                1L,
                options,
                Map.of(),
                Map.of(),
                dataset,
                List.of())
            .under(conditions);
    return new RecordedRun(
        Path.of(directory),
        facts,
        records,
        new RequestLines(List.of(), false),
        records.stream().map(this::logged).toList(),
        List.of(),
        0,
        new SimulationLog("3.16.0", SIMULATION, startMillis, false));
  }

  /** What is said of it. */
  public List<Doubt> doubts() {
    return doubts(List.of(run()), percentiles);
  }

  public static List<Doubt> doubts(List<RecordedRun> runs, List<Double> percentiles) {
    List<RequestRecord> all = runs.stream().flatMap(run -> run.requests().stream()).toList();
    VllmFigures figures =
        VllmFigures.of(
            DatasetOrder.of(all, VllmDialect.V0_32_CHAT, text -> 2),
            MeasuredTime.OF_REQUESTS,
            Goodput.NONE);
    return new RunDoubts(runs, runs.stream().map(CleanRun::options).toList())
        .all(figures, percentiles, true);
  }

  /** What it was asked for, read back. */
  public static ReportOptions options(RecordedRun run) {
    RunFacts facts = run.facts();
    return ReportOptions.ofRun(facts == null ? Map.of() : facts.options(), Map.of());
  }

  private LogRecord.Response logged(RequestRecord request) {
    return new LogRecord.Response(
        List.of(),
        "chat",
        startMillis + request.sentNanos() / MILLI,
        startMillis + request.endNanos() / MILLI,
        request.ok(),
        "");
  }
}
