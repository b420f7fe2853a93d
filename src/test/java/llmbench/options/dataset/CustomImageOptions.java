package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;

/**
 * vLLM bench's {@code custom_image}: a file of one's own prompts with pictures.
 *
 * @param file that has a JSON object on each line
 * @param outputLen tokens to ask for; −1 is asked for as it is
 * @param asMessages whether prompts are lists of messages
 * @param clientSide whether the pictures themselves go along, as PNG, and not their places
 */
public record CustomImageOptions(
    SampledFile file, int outputLen, boolean asMessages, boolean clientSide)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "custom_image";

  private static final String CLIENT_SIDE = "custom-ensure-client-side-data";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          SharegptOptions.AS_MESSAGES,
          CustomOptions.OUTPUT,
          OutputLength.OPTION,
          flag(CLIENT_SIDE)
              .since(VLLM_0_32)
              .honoured("pictures are read here and sent as PNG, packed by another zlib"));

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, CustomImageOptions::of).since(VLLM_0_32);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  private static CustomImageOptions of(Settings settings) {
    return new CustomImageOptions(
        SampledFile.of(
            settings, "a .jsonl file with {\"prompt\": \"…\", \"image_files\": [\"…\"]} a line"),
        OutputLength.orOfTheFile(settings, CustomOptions.OUTPUT_NAME),
        settings.isOn(SharegptOptions.AS_MESSAGES.name()),
        settings.isOn(CLIENT_SIDE));
  }
}
