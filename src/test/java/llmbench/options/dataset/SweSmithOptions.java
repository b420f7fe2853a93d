package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;

/**
 * evalscope's {@code swe_smith}: conversations of a file that was built before, or made of the
 * trajectories of a hub's dataset.
 *
 * @param place of the JSON file with conversations, or of the dataset
 * @param isBuilt whether it is the former
 * @param firstLength tokens of a first turn that is made
 * @param nextLength of each other one
 * @param characters how many are taken for a token where trajectories are looked through
 * @param offset how many conversations further on the list begins
 * @param range how many turns; where they are made
 */
public record SweSmithOptions(
    DatasetPlace place,
    boolean isBuilt,
    Range firstLength,
    Range nextLength,
    double characters,
    long offset,
    Turns range)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "swe_smith";

  private static final int FIRST = 65_000;
  private static final int NEXT = 500;
  private static final double CHARACTERS = 3.0;

  private static final List<Option> OWN =
      Stream.concat(Stream.of(EvalscopeRandomOptions.OFFSET), TurnOptions.SHARED.stream()).toList();

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, OWN, SweSmithOptions::of).since(EVALSCOPE_1_14);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(range);
  }

  private static SweSmithOptions of(Settings settings) {
    DatasetArgs args = DatasetArgs.of(settings, NAME, TurnOptions.ARGS);
    DatasetPlace place = DatasetPath.place(settings, NAME);
    boolean built = isBuilt(place);
    Double characters = args.aboveZero(TurnOptions.CHARACTERS);
    if (!built && settings.text("tokenizer-path") == null) {
      settings.problem(
          "dataset",
          "needs --tokenizer-path to make conversations of trajectories; or give a JSON file of"
              + " conversations with --dataset-path",
          "dataset",
          "tokenizer-path",
          "dataset-path");
    }
    return new SweSmithOptions(
        place,
        built,
        args.wholeOrRange(TurnOptions.FIRST_LENGTH, FIRST),
        args.wholeOrRange(TurnOptions.NEXT_LENGTH, NEXT),
        characters == null ? CHARACTERS : characters,
        settings.wholeOrZero(EvalscopeRandomOptions.DATASET_OFFSET),
        built ? TurnOptions.of(settings) : TurnOptions.drawn(settings));
  }

  /** A JSON file is what the tool takes; a folder, and files of rows, are the hub's dataset. */
  private static boolean isBuilt(DatasetPlace place) {
    return place instanceof DatasetPlace.Local local
        && local.path().toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
