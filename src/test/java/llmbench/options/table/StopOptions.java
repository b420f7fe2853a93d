package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_1;
import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.ToolVersion.VLLM_0_11;
import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;

/** When a run sends nothing more: settings of ours, and evalscope 1.14's {@code --duration}. */
public final class StopOptions {

  public static final String MAX_ERROR_RATE = "max-error-rate";
  public static final String MAX_ERRORS = "max-errors";
  public static final String DURATION = "duration";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          Option.one(MAX_ERROR_RATE, ValueType.SHARE)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured(
                  "stops the run, which then counts as failed, when a larger share of the finished"
                      + " requests (20 or more) failed"),
          Option.one(MAX_ERRORS, ValueType.wholeFrom(0))
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured("stops the run, which then counts as failed, when more requests failed"),
          Option.one(DURATION, ValueType.SECONDS)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_1)
              .honoured("seconds after which no new request is sent; those in flight end"));

  private StopOptions() {}
}
