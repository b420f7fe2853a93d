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
 * Random conversations of vLLM's Rust client: {@code --multi-turn --dataset-name random}.
 *
 * @param client what it asks of all conversations
 * @param prefixLen tokens of a prefix of all conversations
 * @param inputLen tokens of a first turn
 * @param nextInputLen tokens of the turns behind it
 * @param outputLen output tokens of each turn
 */
public record RustRandomTurnsOptions(
    RustTurns client, int prefixLen, int inputLen, int nextInputLen, int outputLen)
    implements DatasetOptions {

  /** Its name here: the tool's own is that of single requests. */
  public static final String NAME = "multi-turn random";

  private static final List<Option> OWN =
      List.of(
          RandomOptions.INPUT,
          RandomOptions.GENERAL_INPUT,
          RandomOptions.OUTPUT,
          OutputLength.OPTION,
          RandomOptions.PREFIX);

  static final KnownDataset KNOWN =
      KnownDataset.vllmTurns(NAME, RustTurnOptions.MULTI_TURN, OWN, RustRandomTurnsOptions::of)
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

  private static RustRandomTurnsOptions of(Settings settings) {
    SampledFile.checkNone(settings, RandomOptions.NAME);
    int input = settings.whole(RandomOptions.INPUT.name());
    int next = settings.optionalWhole(RustTurnOptions.PER_TURN_INPUT).orElse(0);
    RustTurns client = RustTurns.drawn(settings);
    int shared = shared(input, client.globalRatio()) + shared(input, client.conversationRatio());
    int each = next == 0 ? input : next;
    if (input < 1) {
      settings.problem(
          RandomOptions.INPUT.name(),
          "expected a whole number from 1: a turn says something",
          RandomOptions.INPUT.name());
    } else if (shared >= each) {
      settings.problem(
          RustTurnOptions.PER_TURN_INPUT,
          "the text that turns share has "
              + shared
              + " tokens already; give more, or less of the"
              + " ratios",
          RustTurnOptions.PER_TURN_INPUT,
          RustTurnOptions.GLOBAL_RATIO,
          RustTurnOptions.CONVERSATION_RATIO);
    }
    return new RustRandomTurnsOptions(
        client,
        settings.whole(RandomOptions.PREFIX.name()),
        input,
        each,
        OutputLength.of(settings, RandomOptions.OUTPUT.name()));
  }

  private static int shared(int input, double ratio) {
    return (int) Math.floor(input * ratio);
  }
}
