package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_33;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.RustTurnOptions;

/**
 * Recorded conversations of vLLM's Rust client: {@code --multi-turn --dataset-name sharegpt}.
 *
 * @param client what it asks of all conversations
 * @param path of a JSON file with a list of conversations
 * @param outputLen output tokens of each turn; empty for those of the recorded answer
 */
public record RustShareGptTurnsOptions(RustTurns client, String path, OptionalInt outputLen)
    implements DatasetOptions {

  /** Its name here: the tool's own is that of single requests. */
  public static final String NAME = "multi-turn sharegpt";

  private static final List<Option> OWN = List.of(SampledFile.PATH, SharegptOptions.OUTPUT_LEN);

  static final KnownDataset KNOWN =
      KnownDataset.vllmTurns(NAME, RustTurnOptions.MULTI_TURN, OWN, RustShareGptTurnsOptions::of)
          .since(VLLM_0_33);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(client.turns());
  }

  @Override
  public OptionalInt atOnce() {
    return OptionalInt.of(client.atOnce());
  }

  private static RustShareGptTurnsOptions of(Settings settings) {
    return new RustShareGptTurnsOptions(
        RustTurns.ofFile(settings),
        SampledFile.path(settings, "a JSON file with a list of conversations"),
        settings.optionalWhole(SharegptOptions.OUTPUT_LEN.name()));
  }
}
