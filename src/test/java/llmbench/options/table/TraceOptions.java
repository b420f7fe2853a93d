package llmbench.options.table;

import java.util.List;
import llmbench.options.ToolVersion;

/**
 * Traces: how vLLM's {@code timed_trace} is made anew, beside the options of the dataset itself,
 * and how recorded sessions of agents are played again.
 */
public final class TraceOptions {

  /** Whether requests are sent at the trace's times; the tool's. */
  public static final String SELF_TIMED = "self-timed";

  /** Which of Python's hashes; a setting of ours. */
  public static final String HASH_SEED = "python-hash-seed";

  /** The file of recorded sessions; a setting of ours, as all of them are. */
  public static final String TRACE = "trace";

  public static final String FORM = "trace-form";
  public static final String SPEED = "trace-speed";
  public static final String BLOCK_SIZE = "trace-block-size";

  /** What is nothing without {@link #TRACE}. */
  public static final List<String> OF_TRACES = List.of(FORM, SPEED, BLOCK_SIZE);

  /** The value of {@link #FORM} without one. */
  public static final String OWN_FORM = "llm-bench";

  private static final long MOST = 0xFFFF_FFFFL;
  private static final long MOST_BLOCK = 1 << 20;

  static final List<Option> OURS =
      List.of(
          Option.one(HASH_SEED, ValueType.wholeBetween(0, MOST))
              .since(ToolVersion.VLLM_0_32)
              .honoured(
                  "timed_trace: the tool's PYTHONHASHSEED, which its tokens hang on; 0 without it,"
                      + " where the tool's are others in each process"),
          Option.one(TRACE, ValueType.PATH)
              .honoured(
                  "a file of recorded sessions of agents, which are played again: calls that wait"
                      + " for each other and for tools, with their lengths and what they share"
                      + " (docs/agent-traces.md)"),
          Option.choice(FORM, OWN_FORM, "mooncake", "workload-trace")
              .honoured(
                  "the form of the trace's lines: ours, which is the default, Mooncake's or"
                      + " evalscope's"),
          Option.one(SPEED, ValueType.FACTOR)
              .honoured("2 plays the trace twice as fast as recorded, its tools included"),
          Option.one(BLOCK_SIZE, ValueType.wholeBetween(1, MOST_BLOCK))
              .honoured(
                  "how many tokens each id of a prompt's block stands for: 512 without it of"
                      + " mooncake, 16 of workload-trace; our own form says it itself"));

  private TraceOptions() {}
}
