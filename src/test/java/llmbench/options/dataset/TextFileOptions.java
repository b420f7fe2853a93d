package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/**
 * A dataset of evalscope that is a file of texts, and has no options of its own.
 *
 * @param name the dataset's name, which says what the file holds
 * @param place of a file, or of a folder that has the dataset's file
 * @param length prompts that are shorter or longer are left out; tokens or characters
 * @param input the length to which they are brought instead; empty for none
 */
public record TextFileOptions(
    String name, DatasetPlace place, Range length, Optional<InputLength> input)
    implements DatasetOptions {

  static final KnownDataset OPENQA = fitted("openqa");
  static final KnownDataset LINE_BY_LINE = fitted("line_by_line");
  static final KnownDataset LONGALPACA = fitted("longalpaca");
  static final KnownDataset SHARE_GPT_ZH = fitted("share_gpt_zh").since(EVALSCOPE_1_14);
  static final KnownDataset SHARE_GPT_EN = fitted("share_gpt_en").since(EVALSCOPE_1_14);
  static final KnownDataset CUSTOM =
      KnownDataset.evalscope("custom", List.of(), settings -> limited("custom", settings));

  /** A file whose texts are only limited. */
  public TextFileOptions(String name, String path, Range length) {
    this(name, new DatasetPlace.Local(path), length, Optional.empty());
  }

  private static KnownDataset fitted(String name) {
    return KnownDataset.evalscope(name, List.of(), settings -> fitted(name, settings));
  }

  private static TextFileOptions fitted(String name, Settings settings) {
    return new TextFileOptions(
        name,
        DatasetPath.place(settings, name),
        PromptLength.of(settings),
        InputLength.of(settings, name));
  }

  private static TextFileOptions limited(String name, Settings settings) {
    DatasetArgs.none(settings, name);
    return new TextFileOptions(
        name, DatasetPath.place(settings, name), PromptLength.of(settings), Optional.empty());
  }
}
