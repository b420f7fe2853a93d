package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code prefix_repetition}: prompts that share a few prefixes.
 *
 * @param prefixLen tokens of each prefix
 * @param suffixLen tokens behind it, which no two prompts share
 * @param prefixes how many there are, each of as many prompts
 * @param outputLen tokens to ask for
 * @param shuffled whether the order is drawn; else prompts of one prefix come one after the other
 */
public record PrefixRepetitionOptions(
    int prefixLen, int suffixLen, int prefixes, int outputLen, boolean shuffled)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "prefix_repetition";

  private static final String PREFIX = "prefix-repetition-prefix-len";
  private static final String SUFFIX = "prefix-repetition-suffix-len";
  private static final String PREFIXES = "prefix-repetition-num-prefixes";
  private static final String OUTPUT = "prefix-repetition-output-len";

  private static final List<Option> OPTIONS =
      List.of(
          one(PREFIX, ValueType.wholeFrom(0)).byDefault("256").honoured("tokens of a prefix"),
          one(SUFFIX, ValueType.wholeFrom(0)).byDefault("256").honoured("tokens behind it"),
          one(PREFIXES, ValueType.wholeFrom(1))
              .byDefault("10")
              .honoured("how many prefixes; each has num-prompts div this many prompts"),
          one(OUTPUT, ValueType.whole()).byDefault("128").honoured("output tokens asked for"),
          OutputLength.OPTION,
          SampledFile.DISABLE_SHUFFLE);

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, PrefixRepetitionOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  private static PrefixRepetitionOptions of(Settings settings) {
    if (settings.compat().atLeast(VLLM_0_32)) {
      SampledFile.checkNone(settings, NAME);
    }
    int prefixes = settings.whole(PREFIXES);
    if (settings.whole(PromptOptions.NUMBER) < prefixes) {
      settings.problem(
          PromptOptions.NUMBER,
          "expected at least one prompt for each of the "
              + prefixes
              + " prefixes; give more, or"
              + " fewer --"
              + PREFIXES,
          PromptOptions.NUMBER,
          PREFIXES);
    }
    return new PrefixRepetitionOptions(
        settings.whole(PREFIX),
        settings.whole(SUFFIX),
        prefixes,
        OutputLength.of(settings, OUTPUT),
        SampledFile.isShuffled(settings));
  }
}
