package llmbench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import llmbench.reporting.CommandLineProblem;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The simulated vLLM server alone: {@code mvn -q exec:java@server -Dexec.args='--port 8801'}.
 * Public, as {@code exec:java} finds its main class by reflection.
 */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A simulated vLLM server that shows the true times of what it wrote at /truth.")
public final class Server {

  private static final int BAD_INPUT = 2;
  private static final int MAX_PORT = 65_535;

  /** An hour: whatever is longer is a mistake. */
  private static final int MAX_MILLIS = 3_600_000;

  private static final double MAX_FACTOR = 1_000;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on.")
  private String host = "";

  @Option(names = "--port", defaultValue = "8000", description = "Port; 0 takes any free one.")
  private int port;

  @Option(
      names = "--model",
      arity = "1..*",
      defaultValue = SimConfig.DEFAULT_MODEL,
      description = "Names of the model, as requests may ask for it.")
  private List<String> models = List.of();

  @Option(
      names = "--tokenizer",
      description = "Directory, tokenizer.json or hub id; the bundled Qwen2.5 by default.")
  private @Nullable String tokenizer;

  @Option(
      names = "--profile",
      defaultValue = "a100-qwen2.5-0.5b",
      description = "Continuous batching with the times of this profile: ${DEFAULT-VALUE}.")
  private String profile = "";

  @Option(
      names = "--max-num-seqs",
      defaultValue = "256",
      description =
          "The most requests that a profile runs at once; the others wait:" + " ${DEFAULT-VALUE}.")
  private int maxSequences;

  @Option(
      names = "--step-factor",
      defaultValue = "1",
      description =
          "Steps of a profile take so many times as long, without prefill: ${DEFAULT-VALUE}.")
  private double stepFactor;

  @Option(
      names = "--ttft-ms",
      description = "Fixed times instead: from the request to the first token.")
  private @Nullable Double ttftMillis;

  @Option(names = "--itl-ms", description = "Fixed times: from one token to the next.")
  private @Nullable Double itlMillis;

  @Option(
      names = "--prefill-us",
      defaultValue = "0",
      description =
          "Fixed times: more to the first token for each token of the prompt that is computed.")
  private double prefillMicros;

  @Option(
      names = "--prefix-cache",
      description = "Keeps what it computes of prompts and answers, by vLLM's rules.")
  private boolean prefixCache;

  @Option(names = "--block-size", description = "Tokens of a block of the prefix cache: 16.")
  private @Nullable Integer blockSize;

  @Option(
      names = "--prefix-cache-blocks",
      description = "The most blocks that the prefix cache has: 65536.")
  private @Nullable Integer cacheBlocks;

  @Option(
      names = "--enable-prompt-tokens-details",
      description = "Each answer says how many tokens of its prompt were cached, if any were.")
  private boolean promptDetails;

  @Option(
      names = "--max-model-len",
      defaultValue = "32768",
      description = "The most tokens of a prompt and its answer together: ${DEFAULT-VALUE}.")
  private int maxModelLen;

  @Option(
      names = "--finish",
      defaultValue = "last",
      description = "The finish reason comes with the last token (last) or behind it (separate).")
  private String finish = "";

  @Option(names = "--api-key", description = "The bearer token that requests need.")
  private @Nullable String apiKey;

  @Option(
      names = "--truth",
      defaultValue = "on",
      description = "off keeps no times: memory does not grow, /truth only counts.")
  private String truth = "";

  @Option(
      names = "--enable-per-request-metrics",
      description = "Each answer says its own times, as vLLM's does with this flag.")
  private boolean requestMetrics;

  @Option(
      names = "--faults",
      paramLabel = "WHICH:FAULT,...",
      description = {
        "Which requests meet which fault, as in 3:reset,7:http-503,9:cut-rst@12.",
        "WHICH is a request's number from 0, id=X-REQUEST-ID, prompt=TEXT or *."
      })
  private @Nullable String faults;

  @Option(
      names = "--fault-rate",
      defaultValue = "0",
      description = "Share of requests with a fault at random, from 0 to 1: ${DEFAULT-VALUE}.")
  private double faultRate;

  @Option(
      names = "--fault-seed",
      defaultValue = "0",
      description = "The same seed gives the same requests the same faults: ${DEFAULT-VALUE}.")
  private long faultSeed;

  @Option(
      names = "--fault-kinds",
      split = ",",
      paramLabel = "FAULT",
      description = "Faults to choose from at random; all that end by themselves by default.")
  private List<String> faultKinds = List.of();

  @Option(
      names = "--clock-offset-ms",
      defaultValue = "0",
      description = "What its wall clock is ahead of the machine's, at most an hour: 0.")
  private long clockOffsetMillis;

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  public static int run(String[] args, PrintStream out, PrintStream err) {
    Server server = new Server();
    CommandLine line = new CommandLine(server);
    try {
      CommandLine.ParseResult parsed = line.parseArgs(args);
      if (parsed.isUsageHelpRequested()) {
        line.usage(out);
        return 0;
      }
      return server.serve(line, out);
    } catch (ParameterException e) {
      err.println(CommandLineProblem.of(e));
      return BAD_INPUT;
    } catch (SimServer.SimServerException | TokenizerException e) {
      err.println(e.getMessage());
      return BAD_INPUT;
    }
  }

  private int serve(CommandLine line, PrintStream out) {
    check(line, port >= 0 && port <= MAX_PORT, "--port must be from 0 to 65535, not " + port);
    check(line, maxModelLen > 0, "--max-model-len must be at least 1, not " + maxModelLen);
    check(line, maxSequences > 0, "--max-num-seqs must be at least 1, not " + maxSequences);
    check(
        line,
        Math.abs(clockOffsetMillis) <= MAX_MILLIS,
        "--clock-offset-ms must be from -3600000 to 3600000, not " + clockOffsetMillis);
    SimConfig config =
        new SimConfig(
            host,
            port,
            models,
            timing(line),
            maxModelLen,
            isSecond(line, "--finish", finish, "last", "separate"),
            apiKey,
            isSecond(line, "--truth", truth, "off", "on"),
            schedule(line),
            requestMetrics,
            Duration.ofMillis(clockOffsetMillis),
            caching(line));
    Opened opened = Tokenizers.open(tokenizer == null ? "bundled" : tokenizer, null);
    PromptCounter counter =
        new TokenizerPromptCounter(opened.tokenizer(), opened.chatTemplate().orElse(null));
    try (SimServer running = SimServer.startWarm(config, counter)) {
      out.println(
          "Simulated vLLM server at "
              + running.baseUrl()
              + " | model "
              + String.join(", ", models)
              + " | "
              + config.timing()
              + " | tokenizer "
              + opened.tokenizer().name()
              + " | Ctrl-C ends it");
      out.flush();
      running.join();
    }
    return 0;
  }

  private PrefixCaching caching(CommandLine line) {
    int size = blockSize == null ? PrefixCaching.BLOCK_SIZE : blockSize;
    int blocks = cacheBlocks == null ? PrefixCaching.BLOCKS : cacheBlocks;
    check(line, size > 0, "--block-size must be at least 1, not " + size);
    check(line, blocks > 0, "--prefix-cache-blocks must be at least 1, not " + blocks);
    boolean spoken = blockSize != null || cacheBlocks != null || promptDetails;
    check(
        line,
        prefixCache || !spoken,
        "--block-size, --prefix-cache-blocks and --enable-prompt-tokens-details need"
            + " --prefix-cache");
    return prefixCache ? new PrefixCaching(blocks, size, promptDetails) : PrefixCaching.OFF;
  }

  private Timing timing(CommandLine line) {
    Double ttft = ttftMillis;
    Double itl = itlMillis;
    if (ttft != null || itl != null) {
      if (ttft == null || itl == null || !isTime(ttft) || !isTime(itl)) {
        throw new ParameterException(
            line, "give both --ttft-ms and --itl-ms, each from 0 to " + MAX_MILLIS + " ms");
      }
      check(
          line,
          prefillMicros >= 0 && prefillMicros <= MAX_MILLIS,
          "--prefill-us must be from 0 to " + MAX_MILLIS + ", not " + prefillMicros);
      return Timing.Fixed.ofMillis(ttft, itl).withPrefill(prefillMicros);
    }
    check(line, prefillMicros == 0, "--prefill-us needs fixed times, --ttft-ms and --itl-ms");
    Timing.Batch batch = Timing.Batch.A100_QWEN25_05B;
    check(
        line,
        profile.equals(batch.name()),
        "--profile '" + profile + "' is not known; the only one is " + batch.name());
    check(
        line,
        stepFactor > 0 && stepFactor <= MAX_FACTOR,
        "--step-factor must be above 0 and at most 1000, not " + stepFactor);
    return batch.withMaxSequences(maxSequences).withSteps(stepFactor);
  }

  private FaultSchedule schedule(CommandLine line) {
    check(
        line,
        faultRate >= 0 && faultRate <= 1,
        "--fault-rate must be from 0 to 1, not " + faultRate);
    try {
      FaultSchedule told = faults == null ? FaultSchedule.none() : FaultSchedule.parse(faults);
      List<ServerFault> random =
          faultKinds.isEmpty()
              ? Arrays.stream(ServerFaultKind.values())
                  .filter(kind -> !kind.isEndless())
                  .map(ServerFault::of)
                  .toList()
              : faultKinds.stream().map(ServerFault::of).toList();
      return told.or(FaultSchedule.random(faultSeed, Integer.MAX_VALUE, faultRate, random));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, "--faults: " + e.getMessage(), e);
    }
  }

  private static boolean isTime(double millis) {
    return millis >= 0 && millis <= MAX_MILLIS;
  }

  /** Which of two words an option has. */
  private static boolean isSecond(
      CommandLine line, String option, String value, String first, String second) {
    check(
        line,
        value.equals(first) || value.equals(second),
        option + " is " + first + " or " + second + ", not '" + value + "'");
    return value.equals(second);
  }

  private static void check(CommandLine line, boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(line, otherwise);
    }
  }
}
