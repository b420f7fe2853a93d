package llmbench.runlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Starter;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;

/**
 * What one run left behind, read and laid side by side. Any of its files may be missing.
 *
 * @param directory where it is
 * @param facts run.json; null when it is missing
 * @param requests requests.jsonl, in its order; empty when it is missing
 * @param lines how requests.jsonl read; null when it is missing
 * @param responses the log's responses; empty when it is missing
 * @param ttftMillis times to the first token, where Gatling's log is all there is and carries them
 *     as a {@link TtftGroup}
 * @param promptNames names of the requests whose times to the first token the log carries, where it
 *     is all there is
 * @param crashes how many requests could not even be sent, by the log
 * @param log how simulation.log read; null when it is missing
 * @param unread files that are there but can't be read, each with why
 * @param missing names of files that a run like this has and this one doesn't: run.json,
 *     simulation.log
 */
public record RecordedRun(
    Path directory,
    @Nullable RunFacts facts,
    Requests requests,
    @Nullable RequestLines lines,
    List<LogRecord.Response> responses,
    List<Integer> ttftMillis,
    Set<String> promptNames,
    int crashes,
    @Nullable SimulationLog log,
    List<String> unread,
    List<String> missing) {

  public static final String RUN_FILE = "run.json";
  public static final String LOG_FILE = "simulation.log";
  public static final String REQUEST_FILE = "requests.jsonl";

  /** The name of probes in the log. */
  private static final String PROBE = "probe";

  /** The simulation of the benchmark; its class is of the other half. */
  static final String BENCHMARK = "llmbench.BenchmarkSimulation";

  /** A run whose files are all there and could be read. */
  public RecordedRun(
      Path directory,
      @Nullable RunFacts facts,
      List<RequestRecord> requests,
      @Nullable RequestLines lines,
      List<LogRecord.Response> responses,
      List<Integer> ttftMillis,
      int crashes,
      @Nullable SimulationLog log) {
    this(
        directory,
        facts,
        Requests.of(requests),
        lines,
        responses,
        ttftMillis,
        Set.of(),
        crashes,
        log,
        List.of(),
        List.of());
  }

  /** The class of its simulation; empty where nothing says it. */
  public String simulation() {
    String recorded = facts == null ? "" : facts.simulation();
    return recorded.isEmpty() && log != null ? log.simulation() : recorded;
  }

  /**
   * Whether it is somebody's own simulation: it was asked for no tool's requests, and for no number
   * of prompts.
   */
  public boolean isOwnSimulation() {
    boolean asked = facts != null && facts.isBenchmark();
    return !asked && !simulation().isEmpty() && !simulation().equals(BENCHMARK);
  }

  /**
   * The log's responses that are answers to prompts, as far as it tells: a simulation may send
   * other requests as well. All of them, where it tells nothing.
   */
  public List<LogRecord.Response> prompts() {
    return promptNames.isEmpty() || responses.stream().allMatch(this::isPrompt)
        ? responses
        : responses.stream().filter(this::isPrompt).toList();
  }

  /**
   * What the log's times count from, milliseconds since 1970: the clock zero, or the log's first
   * response where nobody says, or where the log is of another time than run.json.
   */
  public long zeroMillis() {
    long zero = facts == null ? 0 : facts.clockZeroEpochMillis();
    long first = responses.isEmpty() ? zero : responses.get(0).startMillis();
    return facts != null && RunTimes.areOfOneRun(zero, first) ? zero : first;
  }

  private boolean isPrompt(LogRecord.Response response) {
    return promptNames.contains(response.name());
  }

  /** Requests of a larger file stay there. */
  private static final long MAX_HELD_BYTES = 32L << 20;

  /**
   * Reads a run directory. Of a large requests.jsonl every line is read and checked, and read again
   * whenever its request is asked for: that file has to stay as it is.
   *
   * @throws RunLogException when there is none, or a file in it is not what it says
   */
  public static RecordedRun read(Path directory) {
    return read(directory, MAX_HELD_BYTES);
  }

  /**
   * Reads a run directory.
   *
   * @param mostHeldBytes requests of a requests.jsonl that is larger are not held
   * @throws RunLogException when there is none, or a file in it is not what it says
   */
  public static RecordedRun read(Path directory, long mostHeldBytes) {
    return read(directory, mostHeldBytes, 1);
  }

  /**
   * Reads several run directories that are reported together, which share the memory.
   *
   * @throws RunLogException when one is none, or a file in it is not what it says
   */
  public static List<RecordedRun> read(List<Path> directories) {
    return read(directories, MAX_HELD_BYTES);
  }

  static List<RecordedRun> read(List<Path> directories, long mostHeldBytes) {
    long all = directories.stream().mapToLong(each -> bytes(each.resolve(REQUEST_FILE))).sum();
    long most = all > mostHeldBytes ? -1 : mostHeldBytes;
    return directories.stream().map(each -> read(each, most, directories.size())).toList();
  }

  private static RecordedRun read(Path directory, long mostHeldBytes, int together) {
    if (!Files.isDirectory(directory)) {
      throw new RunLogException(
          directory
              + " is not a run directory.\nExpected is one that Gatling made, such as"
              + " target/gatling/benchmarksimulation-20261124120000000.");
    }
    Path runFile = directory.resolve(RUN_FILE);
    Path requestFile = directory.resolve(REQUEST_FILE);
    Path logFile = directory.resolve(LOG_FILE);
    if (!PlainFile.isThere(requestFile) && !PlainFile.isThere(logFile)) {
      throw new RunLogException(
          directory + " holds neither requests.jsonl nor simulation.log: no run to report.");
    }
    List<RequestRecord> held = new ArrayList<>();
    FileRequests inFile = new FileRequests(requestFile, together);
    boolean large = bytes(requestFile) > mostHeldBytes;
    RequestLines.Visitor visitor = large ? inFile::note : (request, at, bytes) -> held.add(request);
    RequestLines lines =
        PlainFile.isThere(requestFile) ? RequestLines.walk(requestFile, visitor) : null;
    Log log = new Log(lines == null, PlainFile.isThere(directory.resolve(ProbeRecords.FILE)));
    List<String> unread = new ArrayList<>();
    if (PlainFile.isThere(logFile)) {
      log.read(logFile, unread);
    }
    RunFacts facts = PlainFile.isThere(runFile) ? facts(runFile, unread) : null;
    return new RecordedRun(
        directory,
        facts,
        large ? inFile : Requests.of(held),
        lines,
        log.responses,
        List.copyOf(log.ttftMillis),
        Set.copyOf(log.promptNames),
        log.crashes,
        log.log,
        List.copyOf(unread),
        missing(directory, facts));
  }

  /** Whether requests were recorded in a directory. */
  public static boolean isIn(Path directory) {
    return PlainFile.isThere(directory.resolve(REQUEST_FILE));
  }

  /** Whether a directory is a run's, or is said to be one by what lies in it. */
  public static boolean isRun(Path directory) {
    return isIn(directory)
        || PlainFile.isThere(directory.resolve(LOG_FILE))
        || PlainFile.isThere(directory.resolve(RUN_FILE));
  }

  /** Whether the run of a directory is a shard, as far as its run.json can be read. */
  public static boolean isShard(Path directory) {
    Path file = directory.resolve(RUN_FILE);
    RunFacts facts = PlainFile.isThere(file) ? facts(file, new ArrayList<>()) : null;
    return facts != null && facts.shard() != null;
  }

  private static List<String> missing(Path directory, @Nullable RunFacts facts) {
    List<String> missing = new ArrayList<>();
    if (!PlainFile.isThere(directory.resolve(RUN_FILE))) {
      missing.add(RUN_FILE);
    }
    // The steps of a check lie in one directory of Gatling's, and its log has all of them.
    Path above = directory.toAbsolutePath().normalize().getParent();
    boolean logged =
        PlainFile.isThere(directory.resolve(LOG_FILE))
            || (above != null && PlainFile.isThere(above.resolve(LOG_FILE)))
            || (facts != null && Starter.of(facts).equals(Optional.of(Starter.ENTERPRISE)));
    if (!logged) {
      missing.add(LOG_FILE);
    }
    return List.copyOf(missing);
  }

  private static long bytes(Path file) {
    try {
      return PlainFile.isThere(file) ? PlainFile.size(file) : 0;
    } catch (IOException e) {
      throw new RunLogException(IoReason.unread(file, e));
    }
  }

  /** What a full disk or a crash left of run.json is said, and the run reported without it. */
  private static @Nullable RunFacts facts(Path file, List<String> unread) {
    try {
      return RunFileReader.read(file);
    } catch (RunFileReader.BrokenException e) {
      unread.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Gatling's log, read. */
  private static final class Log {

    private final boolean alone;
    private final boolean probed;
    private final LoggedResponses responses = new LoggedResponses();
    private final List<Integer> ttftMillis = new ArrayList<>();
    private final Set<String> promptNames = new HashSet<>();
    private int crashes;
    private @Nullable SimulationLog log;

    /**
     * A log that is to be read.
     *
     * @param alone whether there is no record beside it, which knows better what the log knows
     * @param probed whether probes that were sent beside the load are in it
     */
    Log(boolean alone, boolean probed) {
      this.alone = alone;
      this.probed = probed;
    }

    /** A log that is none is fatal only where there is nothing else. */
    void read(Path file, List<String> unread) {
      try {
        log = SimulationLog.read(file, this::add);
      } catch (RunLogException e) {
        if (alone) {
          throw e;
        }
        unread.add(String.valueOf(e.getMessage()));
      }
    }

    private void add(LogRecord record) {
      if (probed && record instanceof LogRecord.Response other && other.name().equals(PROBE)) {
        return;
      }
      if (record instanceof LogRecord.Response response) {
        responses.take(response);
        if (alone && response.isInTtft()) {
          promptNames.add(response.name());
        }
      } else if (alone && record instanceof LogRecord.Group group) {
        if (group.isTtft()) {
          ttftMillis.add(group.cumulatedMillis());
        } else if (group.isTtftOfName()) {
          promptNames.add(group.groups().get(group.groups().size() - 1));
        }
      } else if (record instanceof LogRecord.Crash) {
        crashes++;
      }
    }
  }
}
