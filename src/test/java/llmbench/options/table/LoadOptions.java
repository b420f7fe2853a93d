package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.onOff;
import static llmbench.options.table.Option.one;

import java.util.List;

/** How many requests at once, and when. */
public final class LoadOptions {

  private static final String RATES = "request rates come with a later version";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Load",
          List.of(
              one("max-concurrency", ValueType.wholeFrom(1))
                  .honoured("without it all prompts are sent at once"),
              one("request-rate", ValueType.NUMBER)
                  .byDefault("inf")
                  .accepting("inf")
                  .honoured("only inf; " + RATES),
              one("burstiness", ValueType.NUMBER)
                  .byDefault("1.0")
                  .accepting("1.0")
                  .honoured("only 1.0; " + RATES),
              choice("ramp-up-strategy", "linear", "exponential").notYet(RATES),
              one("ramp-up-start-rps", ValueType.whole()).notYet(RATES),
              one("ramp-up-end-rps", ValueType.whole()).notYet(RATES),
              one("probe-request-rate", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("0.0")
                  .notYet("probe requests aren't supported"),
              onOff("self-timed").since(VLLM_0_32).notYet(OtherDatasetOptions.TIMED_TRACE),
              one("num-warmups", ValueType.wholeFrom(0))
                  .since(VLLM_0_32)
                  .byDefault("0")
                  .honoured("sends prompt 0 this many times before the clock starts"),
              flag("profile").notYet("the server's profiler isn't driven from here")));

  private LoadOptions() {}
}
