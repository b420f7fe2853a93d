package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;

/**
 * evalscope's {@code random_multi_turn}: conversations of random texts.
 *
 * @param length tokens of what a user says in a turn, without the prefix
 * @param prefixLength tokens of a prefix that all of it has
 * @param offset where in the vocabulary all of it begins further on
 * @param range how many turns; both ends are known
 * @param parallel how many conversations at once, which says how many are drawn
 */
public record RandomTurnsOptions(
    Range length, int prefixLength, long offset, Turns range, int parallel)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random_multi_turn";

  private static final List<Option> OWN =
      Stream.concat(EvalscopeRandomOptions.SHARED.stream(), TurnOptions.SHARED.stream()).toList();

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, OWN, RandomTurnsOptions::of).since(EVALSCOPE_1_14);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> caution() {
    return PromptLength.caution(length);
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(range);
  }

  private static RandomTurnsOptions of(Settings settings) {
    var unused = DatasetArgs.of(settings, NAME, TurnOptions.ARGS);
    Turns range = TurnOptions.drawn(settings);
    if (range.most().isEmpty()) {
      settings.problem(
          "dataset",
          "needs --max-turns: how many turns a conversation has at most",
          "dataset",
          TurnOptions.MAX);
      range = new Turns(range.least(), OptionalInt.of(range.least()));
    }
    return new RandomTurnsOptions(
        PromptLength.of(settings),
        settings.whole(EvalscopeRandomOptions.PREFIX_LENGTH),
        settings.wholeOrZero(EvalscopeRandomOptions.DATASET_OFFSET),
        range,
        parallel(settings));
  }

  private static int parallel(Settings settings) {
    List<String> words = settings.words("parallel");
    return Integer.parseInt(words.isEmpty() ? settings.required("parallel") : words.get(0));
  }
}
