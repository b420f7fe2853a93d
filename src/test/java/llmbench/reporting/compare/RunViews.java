package llmbench.reporting.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.comparison.Column;
import llmbench.comparison.Definition;
import llmbench.comparison.Load;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.comparison.RunColumns;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.ServerAccount;
import llmbench.metrics.server.ServerFigures;
import llmbench.options.Pace;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import llmbench.reporting.ConversationFigures;
import llmbench.reporting.Dialects;
import llmbench.reporting.EvalscopeReport;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.reporting.ShardFolders;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.ServerTruth;
import llmbench.timeline.MessageKind;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.RecordDoubt;

/**
 * One run of ours by any tool's definitions: the record holds the time of every message, so nobody
 * has to measure again.
 *
 * @param name the directory, for people
 * @param directory its own, or the folder that stands for its shards
 * @param counter of tokens that the server didn't count
 * @param doubts what speaks against its files
 */
public record RunViews(
    String name, Path directory, ReportInput input, RunTokenizer counter, List<FileDoubt> doubts) {

  /** What a run directory holds of ours and of Gatling's, and is no result of a tool. */
  private static final Set<String> FILES =
      Set.of(
          "run.json",
          "requests.jsonl",
          "simulation.log",
          "llm.html",
          "index.html",
          "plan.json",
          "truth.json",
          "verdict.json");

  /** The name of the honest definitions. */
  static final String TRUE = "true";

  /** What each view defines, in their order. */
  private static final Map<String, Definition> DEFINITIONS = definitions();

  /** Every view, for a run that is looked at alone. */
  static final List<String> ALL = List.copyOf(DEFINITIONS.keySet());

  private static Map<String, Definition> definitions() {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    for (ToolVersion version : ToolVersion.values()) {
      definitions.put(version.label(), Dialects.definition(version));
    }
    definitions.put(TRUE, Definition.OUTPUTS);
    return Collections.unmodifiableMap(definitions);
  }

  /** Whether a path is a directory with a record of ours, or a folder that stands for shards. */
  static boolean isRun(Path path) {
    return RecordedRun.isIn(path) || ShardFolders.isOne(path);
  }

  /** Whether it is a part of a run, whose other parts lie elsewhere. */
  boolean isPart() {
    return RecordedRun.isShard(directory);
  }

  /**
   * Refuses the directory of a check, below which several runs have theirs.
   *
   * @throws IllegalArgumentException that names one of them
   */
  public static void refuseSeveral(Path directory) {
    if (isRun(directory) || !Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> below = Files.list(directory)) {
      List<Path> runs = below.filter(RunViews::isRun).sorted().toList();
      if (!runs.isEmpty()) {
        throw new IllegalArgumentException(
            directory
                + " holds "
                + runs.size()
                + " runs; name one of them, such as "
                + runs.get(0));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(IoReason.unread(directory, e), e);
    }
  }

  /**
   * Refuses one of a run directory's own files.
   *
   * @throws IllegalArgumentException that names the directory
   */
  public static void refuseFileOfRun(Path path) {
    Path directory = path.toAbsolutePath().getParent();
    Path name = path.getFileName();
    if (name != null
        && directory != null
        && FILES.contains(name.toString())
        && Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          path + " is a file of a run: name its directory, " + directory);
    }
  }

  /** Reads a run; shards as the one that they are. */
  static RunViews read(Path directory) {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input =
        ReportInput.read(ShardFolders.expanded(List.of(directory)), Map.of(), counter);
    return new RunViews(
        directory.toString(), directory, input, counter, input.runDoubts().ofFiles());
  }

  /** The view whose definitions these are; empty for those that no version of a tool has. */
  static Optional<String> nameOf(Definition definition) {
    return DEFINITIONS.entrySet().stream()
        .filter(view -> view.getValue().equals(definition))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * A view's name, as it is given.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static String checked(String view) {
    if (!ALL.contains(view)) {
      throw new IllegalArgumentException(
          "@" + view + " is not known; there is @" + String.join(", @", ALL) + ".");
    }
    return view;
  }

  /** The whole report of it, by the view that it was made for. */
  ReportParts parts() {
    return ReportParts.of(input, counter.available());
  }

  /** All that its own report doubts. */
  List<Doubt> allDoubts() {
    return input.doubts(counter.available());
  }

  /** The view that the run was made for. */
  String own() {
    return input.settings().compat().label();
  }

  /** The tool whose prompts were sent. */
  PromptMaker prompts() {
    return Dialects.prompts(input.settings().compat());
  }

  /** What the server says of this run, if it is one that does. */
  Optional<ServerTruth> truth() {
    Path file = directory.resolve(ServerTruth.FILE);
    return PlainFile.isThere(file) ? Optional.of(ServerTruth.read(file)) : Optional.empty();
  }

  /** What the server counted of this run and of nothing else, where it did. */
  Optional<ServerAccount> account() {
    return parts()
        .server()
        .filter(all -> all.whose().equals(Optional.of(ServerFigures.Whose.OURS)))
        .flatMap(ServerFigures::account);
  }

  /** The run by these definitions. */
  Column column(String view) {
    boolean roleChunks =
        input.records().stream().anyMatch(record -> record.messages().count(MessageKind.ROLE) > 0);
    return figures(view).withRoleChunks(roleChunks).without(lost());
  }

  /** How many of its requests are known to be in no figure. */
  private long lost() {
    RequestLines lines = input.runs().get(0).lines();
    long missing =
        doubts.stream()
            .mapToLong(
                doubt -> doubt instanceof RecordDoubt.RequestsMissing some ? some.missing() : 0)
            .max()
            .orElse(0);
    return Math.max(missing, lines == null ? 0 : lines.unreadable());
  }

  /** What was asked of the server. */
  Load load() {
    return load(seen());
  }

  private Load load(TrueFigures seen) {
    ReportOptions.Load asked = input.options().load();
    if (asked.pace().isPresent()) {
      Pace pace = asked.pace().get();
      return Load.asked(asked.parallel(), pace.perSecond()).inBursts(pace.bursts());
    }
    return asked.parallel().isPresent()
        ? Load.asked(asked.parallel(), OptionalDouble.of(Double.POSITIVE_INFINITY))
        : Load.seen(seen.peakConcurrency());
  }

  private TrueFigures seen() {
    return TrueFigures.of(input.timed(), input.strictFigures().outputTokens());
  }

  private Column figures(String view) {
    TrueFigures seen = seen();
    RunColumns.Source source =
        new RunColumns.Source(
            name + ", by " + (view.equals(TRUE) ? "the true definitions" : view),
            Meter.OURS,
            prompts(),
            load(seen));
    boolean isTrue = view.equals(TRUE);
    // The true ones take the tokens of prompts as the server counts them.
    ReportInput by = by(isTrue ? ToolVersion.Tool.VLLM.newest().label() : view);
    Column column;
    if (isTrue) {
      column = RunColumns.of(source, by.strictFigures(), seen);
    } else if (by.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE) {
      column = RunColumns.of(source, EvalscopeReport.of(by).figures());
    } else {
      column = RunColumns.of(source, by.figures(), by.dialect());
    }
    // True times of turns are in no figure.
    Optional<Conversations> conversations = isTrue ? Optional.empty() : ConversationFigures.of(by);
    Column measured = column;
    return conversations
        .map(turns -> RunColumns.with(turns, measured))
        .orElse(measured)
        .withNoise(name, by.times(), seen.peakConcurrency());
  }

  private ReportInput by(String view) {
    return ReportInput.of(input.runs(), Map.of("compat", view), new RunTokenizer());
  }
}
