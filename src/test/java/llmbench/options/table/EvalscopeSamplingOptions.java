package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.any;
import static llmbench.options.table.EvalscopeOption.onOff;
import static llmbench.options.table.EvalscopeOption.one;
import static llmbench.options.table.EvalscopeOption.some;

import java.util.List;
import llmbench.options.ToolVersion;

/** evalscope: what each request asks of the model. */
public final class EvalscopeSamplingOptions {

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Sampling",
          List.of(
              some("max-tokens", ValueType.wholeFrom(0))
                  .since(EVALSCOPE_1_14)
                  .byDefault("2048")
                  .honoured("output tokens asked for; two values: drawn between them"),
              one("max-tokens", ValueType.wholeFrom(0))
                  .until(EVALSCOPE_1_14)
                  .byDefault("2048")
                  .honoured("output tokens asked for"),
              one("min-tokens", ValueType.whole()).honoured(""),
              one("temperature", ValueType.FINITE).byDefault("0.0").honoured("always sent"),
              one("top-p", ValueType.FINITE).honoured(""),
              one("top-k", ValueType.whole()).honoured(""),
              one("frequency-penalty", ValueType.FINITE).honoured(""),
              one("repetition-penalty", ValueType.FINITE).honoured(""),
              // The one switch that isn't off by default, but not there.
              Option.flag("logprobs").of(ToolVersion.Tool.EVALSCOPE).honoured("sent as true"),
              one("n-choices", ValueType.whole()).honoured("sent as n"),
              any("stop", ValueType.TEXT).honoured(""),
              any("stop-token-ids", ValueType.TEXT).honoured("sent as texts, as in the tool"),
              onOff("stream")
                  .byDefault("true")
                  .honoured("--no-stream: 1.14 sends false, 1.1 leaves it out"),
              one("extra-args", ValueType.JSON_OBJECT)
                  .byDefault("{}")
                  .honoured("merged into the body last")));

  private EvalscopeSamplingOptions() {}
}
