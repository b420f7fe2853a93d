package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;

/**
 * vLLM bench's {@code custom_audio}: a file of one's own prompts with sound.
 *
 * @param file that has a JSON object with a {@code prompt} and an {@code audio} on each line
 * @param outputLen tokens to ask for; empty for what each line says
 * @param asMessages whether the sound is a part of a chat's message, and not a file to be written
 *     down
 */
public record CustomAudioOptions(SampledFile file, OptionalInt outputLen, boolean asMessages)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "custom_audio";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          SharegptOptions.AS_MESSAGES,
          CustomOptions.OUTPUT,
          OutputLength.OPTION);

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, CustomAudioOptions::of).since(VLLM_0_32);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  private static CustomAudioOptions of(Settings settings) {
    int outputLen = OutputLength.orOfTheFile(settings, CustomOptions.OUTPUT_NAME);
    return new CustomAudioOptions(
        SampledFile.of(
            settings, "a .jsonl file with {\"prompt\": \"…\", \"audio\": \"FILE.wav\"} a line"),
        outputLen == OutputLength.OF_THE_FILE ? OptionalInt.empty() : OptionalInt.of(outputLen),
        settings.isOn(SharegptOptions.AS_MESSAGES.name()));
  }
}
