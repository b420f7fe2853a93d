package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_1;
import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.ToolVersion.VLLM_0_11;
import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;

/** What Gatling itself shows of a run: settings of ours. */
public final class GatlingOptions {

  public static final String TTFT = "gatling-ttft";

  /** Its value is one of Gatling's data writers by name: gatling.conf puts it into the list. */
  public static final String PROGRESS = "gatling-progress";

  static final List<Option> OURS =
      List.of(
          Option.onOff(TTFT)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .byDefault("true")
              .honoured(
                  "on by default: the time to the first token is a group of Gatling's report, with"
                      + " a row, a page of percentiles and assertions"),
          Option.choice(PROGRESS, "none", "console")
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .byDefault("none")
              .honoured(
                  "console: Gatling prints its own block every five seconds as well (-D only: not"
                      + " in a file)"));

  private GatlingOptions() {}
}
