package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;

/** What each request asks of the model. */
public final class SamplingOptions {

  /** Options that are merged into the body, in the order of serve.py's {@code sampling_params}. */
  public static final List<String> MERGED =
      List.of(
          "top-p",
          "top-k",
          "min-p",
          "temperature",
          "frequency-penalty",
          "presence-penalty",
          "repetition-penalty");

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Sampling",
          List.of(
              flag("ignore-eos").honoured("0.32 always sends it with the random dataset"),
              one("top-p", ValueType.FINITE).honoured(""),
              one("top-k", ValueType.whole()).honoured(""),
              one("min-p", ValueType.FINITE).honoured(""),
              one("temperature", ValueType.FINITE)
                  .honoured("without it 0.11 sends 0.0 and 0.32 nothing"),
              one("frequency-penalty", ValueType.FINITE).since(VLLM_0_32).honoured(""),
              one("presence-penalty", ValueType.FINITE).since(VLLM_0_32).honoured(""),
              one("repetition-penalty", ValueType.FINITE).since(VLLM_0_32).honoured(""),
              one("extra-body", ValueType.JSON_OBJECT)
                  .since(VLLM_0_32)
                  .honoured("merged into the body last; --extra-body.KEY VALUE works as well"),
              one("logprobs", ValueType.whole()).honoured("in completions, as in the tool"),
              flag("use-beam-search").harmless("the tool does nothing with it either")));

  private SamplingOptions() {}
}
