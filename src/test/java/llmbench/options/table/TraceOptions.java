package llmbench.options.table;

import java.util.List;
import llmbench.options.ToolVersion;

/** How vLLM's {@code timed_trace} is made anew, beside the options of the dataset itself. */
public final class TraceOptions {

  /** Whether requests are sent at the trace's times; the tool's. */
  public static final String SELF_TIMED = "self-timed";

  /** Which of Python's hashes; a setting of ours. */
  public static final String HASH_SEED = "python-hash-seed";

  private static final long MOST = 0xFFFF_FFFFL;

  static final List<Option> OURS =
      List.of(
          Option.one(HASH_SEED, ValueType.wholeBetween(0, MOST))
              .since(ToolVersion.VLLM_0_32)
              .honoured(
                  "timed_trace: the tool's PYTHONHASHSEED, which its tokens hang on; 0 without it,"
                      + " where the tool's are others in each process"));

  private TraceOptions() {}
}
