package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.Turns;
import llmbench.options.given.Settings;

/**
 * A dataset of evalscope that is a text file with a conversation on each line.
 *
 * @param name the dataset's name, which says what a line is
 * @param place of a file, or of a folder that has the dataset's file
 * @param length conversations whose user begins with less or more are left out
 * @param range where they end
 */
public record ConversationFileOptions(String name, DatasetPlace place, Range length, Turns range)
    implements DatasetOptions {

  static final KnownDataset SHARE_GPT_ZH = known("share_gpt_zh_multi_turn", TurnOptions.ARGS);
  static final KnownDataset SHARE_GPT_EN = known("share_gpt_en_multi_turn", TurnOptions.ARGS);
  static final KnownDataset CUSTOM = known("custom_multi_turn", List.of());

  private static KnownDataset known(String name, List<String> args) {
    return KnownDataset.evalscope(name, TurnOptions.SHARED, settings -> of(settings, name, args))
        .since(EVALSCOPE_1_14);
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(range);
  }

  private static ConversationFileOptions of(Settings settings, String name, List<String> args) {
    var unused = DatasetArgs.of(settings, name, args);
    return new ConversationFileOptions(
        name,
        DatasetPath.place(settings, name),
        PromptLength.of(settings),
        TurnOptions.of(settings));
  }
}
