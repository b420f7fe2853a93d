package llmbench.testing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * Makes run directories as a run leaves them, but without any run: as large as a report is to be
 * tried with. {@code bench/report} starts it. Public, for the class path's {@code java}.
 */
@Command(
    name = "make-run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes run directories of any size, for trying reports.")
public final class MakeRun {

  private static final int BAD_INPUT = 2;
  private static final String SIMULATION = "llmbench.BenchmarkSimulation";
  private static final long ZERO_EPOCH_MILLIS = 1_795_521_600_000L;

  @Option(names = "--requests", defaultValue = "10000", description = "Requests in all.")
  private int requests;

  @Option(names = "--tokens", defaultValue = "100", description = "Tokens of each answer.")
  private int tokens;

  @Option(names = "--concurrency", defaultValue = "500", description = "Requests at once in all.")
  private int concurrency;

  @Option(names = "--seed", defaultValue = "0", description = "The same seed, the same run.")
  private long seed;

  @Option(
      names = "--directories",
      defaultValue = "1",
      description = "Over so many directories they are spread: DIR/1, DIR/2 and so on.")
  private int directories;

  @Option(
      names = "--shards",
      defaultValue = "0",
      description = "So many shards of one run: DIR/1, DIR/2 and so on.")
  private int shards;

  @Parameters(paramLabel = "DIR", arity = "1", description = "Directory to make.")
  private Path directory = Path.of("");

  /** Makes them and ends the process, with a status other than 0 if it failed. */
  public static void main(String[] args) {
    MakeRun make = new MakeRun();
    CommandLine line = new CommandLine(make);
    try {
      if (line.parseArgs(args).isUsageHelpRequested()) {
        line.usage(System.out);
        return;
      }
      make.check(line);
      make.makeAll();
    } catch (ParameterException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  private void check(CommandLine line) {
    boolean positive = requests > 0 && tokens > 0 && directories > 0 && shards >= 0;
    if (!positive || concurrency < directories || requests < directories) {
      throw new ParameterException(
          line,
          "--requests, --tokens and --directories are at least 1, and each directory needs a"
              + " request and one of the --concurrency.");
    }
  }

  private void makeAll() throws IOException {
    if (shards > 0) {
      makeShards();
      return;
    }
    for (int i = 0; i < directories; i++) {
      Path place = directories == 1 ? directory : directory.resolve(String.valueOf(i + 1));
      make(place, share(requests, i), tokens, share(concurrency, i), seed + i);
    }
  }

  private int share(int all, int i) {
    return all / directories + (i < all % directories ? 1 : 0);
  }

  /** Makes one run directory. */
  static void make(Path place, int requests, int tokens, int atOnce, long seed) throws IOException {
    LoadFixture load = new LoadFixture(requests, tokens, atOnce, seed);
    try (RunDirectory run = new RunDirectory(place, SIMULATION, ZERO_EPOCH_MILLIS)) {
      long endNanos = 0;
      while (load.hasNext()) {
        RequestRecord request = load.next();
        run.add(request);
        endNanos = request.endNanos();
      }
      run.write(facts(requests, tokens, atOnce, endNanos));
    }
  }

  /** Makes the shards of the run that would be one directory. */
  private void makeShards() throws IOException {
    LoadFixture load = new LoadFixture(requests, tokens, concurrency, seed);
    List<RunDirectory> parts = new ArrayList<>();
    try {
      for (int i = 0; i < shards; i++) {
        Path place = directory.resolve(String.valueOf(i + 1));
        parts.add(new RunDirectory(place, SIMULATION, ZERO_EPOCH_MILLIS));
      }
      long endNanos = 0;
      while (load.hasNext()) {
        RequestRecord request = load.next();
        parts.get(request.index() % shards).add(request);
        endNanos = request.endNanos();
      }
      RunFacts whole = facts(requests, tokens, concurrency, endNanos);
      for (int i = 0; i < shards; i++) {
        Map<String, Long> share = Map.of("prompts", (requests - i + shards - 1L) / shards);
        parts.get(i).write(whole.ofDataset(share).of(new Shard(i + 1, shards)));
      }
    } finally {
      for (RunDirectory part : parts) {
        part.close();
      }
    }
  }

  private static RunFacts facts(int requests, int tokens, int atOnce, long endNanos) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", "vllm-0.32");
    options.put("backend", "openai-chat");
    options.put("model", "made-up");
    options.put("num-prompts", String.valueOf(requests));
    options.put("max-concurrency", String.valueOf(atOnce));
    options.put("random-output-len", String.valueOf(tokens));
    options.put("ignore-eos", "true");
    return new RunFacts(
        RunFacts.SCHEMA,
        RunFacts.State.FINISHED,
        SIMULATION,
        "2026-11-24T12:00:00Z",
        ZERO_EPOCH_MILLIS,
        endNanos,
        options,
        Map.of(),
        Map.of("name", "made-up"),
        Map.of("prompts", (long) requests),
        List.of("Made up: no server was asked."));
  }
}
