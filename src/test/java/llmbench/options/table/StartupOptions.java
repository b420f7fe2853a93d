package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_1;
import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.ToolVersion.VLLM_0_11;
import static llmbench.options.ToolVersion.VLLM_0_32;

/** What the client does for itself before the clock starts: a setting of ours. */
public final class StartupOptions {

  public static final String JVM_WARMUP = "jvm-warmup";

  static final Option OURS =
      Option.one(JVM_WARMUP, ValueType.SECONDS)
          .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
          .byDefault("3")
          .honoured("at most so many seconds the client warms its own code up; 0: not at all");

  private StartupOptions() {}
}
