package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Objects;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.RangeRatio;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's random dataset.
 *
 * @param inputLen tokens of a prompt, without prefix
 * @param outputLen output tokens asked for
 * @param inputRange lengths are uniform in [floor(len·(1−r)), ceil(len·(1+r))], 0 ≤ r &lt; 1
 * @param outputRange likewise for the output; equal to {@code inputRange} but where 0.32 is given
 *     both
 * @param prefixLen tokens of the common prefix
 */
public record RandomOptions(
    int inputLen, int outputLen, double inputRange, double outputRange, int prefixLen)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random";

  private static final List<Option> OPTIONS =
      List.of(
          one("random-input-len", ValueType.wholeFrom(0))
              .byDefault("1024")
              .honoured("tokens of a prompt, without prefix"),
          one("input-len", ValueType.wholeFrom(0))
              .since(VLLM_0_32)
              .sameAs("random-input-len")
              .honoured("another name of --random-input-len"),
          one("random-output-len", ValueType.wholeFrom(0))
              .byDefault("128")
              .honoured("output tokens asked for"),
          one("output-len", ValueType.wholeFrom(0))
              .since(VLLM_0_32)
              .sameAs("random-output-len")
              .honoured("another name of --random-output-len"),
          one("random-range-ratio", ValueType.RANGE_RATIO)
              .byDefault("0.0")
              .honoured("lengths vary by this share; 0.32 also takes one for each"),
          one("random-prefix-len", ValueType.wholeFrom(0))
              .byDefault("0")
              .honoured("tokens of a prefix that all prompts share"),
          one("random-batch-size", ValueType.wholeFrom(1))
              .byDefault("1")
              .notYet("embeddings and reranking aren't supported"));

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, RandomOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  /** 0.32: "when using random datasets, default to ignoring EOS" — it can't be switched off. */
  @Override
  public boolean ignoresEos(ToolVersion version) {
    return version.atLeast(ToolVersion.VLLM_0_32);
  }

  private static RandomOptions of(Settings settings) {
    ToolVersion compat = settings.compat();
    String ratioText = settings.required("random-range-ratio");
    RangeRatio ratio = Objects.requireNonNull(RangeRatio.read(ratioText));
    if (!compat.atLeast(ToolVersion.VLLM_0_32) && PythonNumbers.real(ratioText) == null) {
      settings.problem(
          "random-range-ratio",
          "expected a number from 0 to below 1; one each for input and output is known to "
              + ToolVersion.VLLM_0_32.labelsSince()
              + " only",
          "random-range-ratio");
    }
    int input = settings.whole("random-input-len");
    int output = settings.whole("random-output-len");
    int prefix = settings.whole("random-prefix-len");
    if (prefix + Math.floor(input * (1 - ratio.input())) < 1) {
      settings.problem(
          "random-input-len",
          "prompts could end up without any token; give a larger input length or"
              + " --random-prefix-len, or a smaller --random-range-ratio",
          "random-input-len",
          "random-prefix-len",
          "random-range-ratio");
    }
    if (output == 0 && !compat.atLeast(ToolVersion.VLLM_0_32)) {
      settings.problem(
          "random-output-len", "expected a whole number of at least 1", "random-output-len");
    }
    return new RandomOptions(input, output, ratio.input(), ratio.output(), prefix);
  }
}
