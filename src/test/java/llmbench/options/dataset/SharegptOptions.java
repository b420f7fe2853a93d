package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code sharegpt}: the first turns of recorded conversations.
 *
 * @param file that has a JSON list of conversations
 * @param outputLen tokens to ask for; empty for those of the second turn
 * @param asMessages whether prompts are lists of messages
 */
public record SharegptOptions(SampledFile file, OptionalInt outputLen, boolean asMessages)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "sharegpt";

  static final Option AS_MESSAGES =
      flag("enable-multimodal-chat")
          .since(VLLM_0_32)
          .honoured("the dataset makes the messages, with pictures and the like in them");

  static final Option OUTPUT_LEN =
      one("sharegpt-output-len", ValueType.whole())
          .honoured("output tokens; by default the second turn's");

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          AS_MESSAGES,
          OUTPUT_LEN,
          OutputLength.OPTION);

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, SharegptOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  private static SharegptOptions of(Settings settings) {
    return new SharegptOptions(
        SampledFile.of(settings, "a JSON file with a list of conversations"),
        OutputLength.optional(settings, OUTPUT_LEN.name()),
        settings.isOn(AS_MESSAGES.name()));
  }
}
