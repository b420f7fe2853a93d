package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.onOff;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.RampUp;

/** How many requests at once, and when. */
public final class LoadOptions {

  /** What vLLM's Rust client takes no notice of where it plays conversations. */
  public static final List<String> NOT_OF_CONVERSATIONS =
      List.of(
          "request-rate",
          "burstiness",
          "ramp-up-strategy",
          "ramp-up-start-rps",
          "ramp-up-end-rps",
          "probe-request-rate",
          "num-warmups",
          "random-range-ratio");

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Load",
          List.of(
              one("max-concurrency", ValueType.wholeFrom(1))
                  .honoured(
                      "the most in flight; without it and a rate all prompts are sent at once"),
              one("request-rate", ValueType.POSITIVE)
                  .byDefault("inf")
                  .honoured(
                      "requests a second, sent at the tool's own times for the seed; inf: without"
                          + " times, all at once or as --max-concurrency lets them"),
              one("burstiness", ValueType.POSITIVE)
                  .byDefault("1.0")
                  .honoured(
                      "of the gaps: 1 is a Poisson process, below 1 comes in bursts, inf is all"
                          + " gaps the same (to 0.11 all at once)"),
              choice("ramp-up-strategy", "linear", "exponential")
                  .honoured(
                      "the rate rises from request to request; with both of the next two, and"
                          + " without --request-rate"),
              one("ramp-up-start-rps", ValueType.wholeBetween(1, RampUp.MOST_RPS))
                  .honoured(
                      "requests a second at the first request; refused without a strategy, where"
                          + " the tool takes no notice of it"),
              one("ramp-up-end-rps", ValueType.wholeBetween(1, RampUp.MOST_RPS))
                  .honoured("requests a second at the last one; likewise"),
              one("probe-request-rate", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("0.0")
                  .honoured(
                      "beside the load, over a connection of their own: a prompt of one word for"
                          + " one token, one after the other, with a pause of 1/X s; 0: none"),
              onOff(TraceOptions.SELF_TIMED)
                  .since(VLLM_0_32)
                  .honoured(
                      "timed_trace only, by default: at the trace's times, whatever the rate; with"
                          + " --no-self-timed at the rate"),
              one("num-warmups", ValueType.wholeFrom(0))
                  .since(VLLM_0_32)
                  .byDefault("0")
                  .honoured("sends prompt 0 this many times before the clock starts"),
              flag("profile")
                  .honoured(
                      "the server's profiler runs from before the first request to the end")));

  private LoadOptions() {}
}
