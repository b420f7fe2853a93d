package llmbench.options;

import static llmbench.options.Compat.EVALSCOPE_1_1;
import static llmbench.options.Compat.EVALSCOPE_1_14;
import static llmbench.options.Compat.VLLM_0_11;
import static llmbench.options.Compat.VLLM_0_32;

import java.time.Duration;

/** What the client does for itself before the clock starts: a setting of ours. */
final class StartupOptions {

  private static final String JVM_WARMUP = "jvm-warmup";

  static final Option OURS =
      Option.one(JVM_WARMUP, ValueType.SECONDS)
          .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
          .byDefault("3")
          .honoured("at most so many seconds the client warms its own code up; 0: not at all");

  private StartupOptions() {}

  /** How long, at most. */
  static Duration jvmWarmUp(Settings settings) {
    return settings.seconds(JVM_WARMUP).orElseThrow();
  }
}
