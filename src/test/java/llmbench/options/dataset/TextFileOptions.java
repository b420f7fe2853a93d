package llmbench.options.dataset;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;

/**
 * A dataset of evalscope that is a text file with a prompt on each line, and has no options of its
 * own.
 *
 * @param name the dataset's name, which says what a line is
 * @param path a file, or a folder that has the dataset's file
 * @param length prompts that are shorter or longer are left out; tokens or characters
 */
public record TextFileOptions(String name, String path, Range length) implements DatasetOptions {

  static final KnownDataset OPENQA = named("openqa");
  static final KnownDataset LINE_BY_LINE = named("line_by_line");

  private static final String PATH = "dataset-path";

  private static KnownDataset named(String name) {
    return KnownDataset.evalscope(name, List.of(), settings -> of(name, settings));
  }

  private static TextFileOptions of(String name, Settings settings) {
    Range length = PromptLength.of(settings);
    String path = settings.text(PATH);
    if (path == null) {
      settings.problem(
          EvalscopePromptOptions.DATASET,
          "needs --dataset-path, a text file: nothing is downloaded",
          EvalscopePromptOptions.DATASET,
          PATH);
      path = "";
    }
    return new TextFileOptions(name, path, length);
  }
}
