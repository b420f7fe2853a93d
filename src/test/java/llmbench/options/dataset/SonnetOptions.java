package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * The {@code sonnet} of vLLM bench before 0.32: lines of a poem.
 *
 * @param path a text file
 * @param inputLen tokens of a prompt at most, with the chat template
 * @param outputLen tokens to ask for
 * @param prefixLen tokens at the beginning that all prompts share
 */
public record SonnetOptions(String path, int inputLen, int outputLen, int prefixLen)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "sonnet";

  private static final String INPUT = "sonnet-input-len";
  private static final String OUTPUT = "sonnet-output-len";
  private static final String PREFIX = "sonnet-prefix-len";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          one(INPUT, ValueType.wholeFrom(0))
              .until(VLLM_0_32)
              .byDefault("550")
              .honoured("tokens of a prompt at most, with the chat template"),
          one(OUTPUT, ValueType.wholeFrom(0))
              .until(VLLM_0_32)
              .byDefault("150")
              .honoured("output tokens asked for"),
          one(PREFIX, ValueType.wholeFrom(0))
              .until(VLLM_0_32)
              .byDefault("200")
              .honoured("tokens at the beginning that all prompts share"));

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, SonnetOptions::of).until(VLLM_0_32);

  @Override
  public String name() {
    return NAME;
  }

  private static SonnetOptions of(Settings settings) {
    return new SonnetOptions(
        SampledFile.path(settings, "a text file with a line of a poem on each line"),
        settings.whole(INPUT),
        settings.whole(OUTPUT),
        settings.whole(PREFIX));
  }
}
