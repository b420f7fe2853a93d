package llmbench.options.dataset;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;

/**
 * A dataset as command lines ask for it.
 *
 * @param tool whose it is, with its own options and prompts; the other tool may have one of the
 *     same name
 * @param versions those of the tool that have it
 * @param name its name in the tool
 * @param chosenBy the option that chooses it: that of all datasets, whose value is the name, or one
 *     of its own
 * @param own the lines of the table that only this dataset looks at
 * @param reader makes a value of them and of what all datasets share, and adds a problem for what
 *     doesn't go together
 */
public record KnownDataset(
    Tool tool,
    Set<ToolVersion> versions,
    String name,
    String chosenBy,
    List<Option> own,
    Function<Settings, DatasetOptions> reader) {

  public KnownDataset {
    versions = Set.copyOf(versions);
    own = List.copyOf(own);
  }

  /** One that every version of its tool has. */
  KnownDataset(
      Tool tool,
      String name,
      String chosenBy,
      List<Option> own,
      Function<Settings, DatasetOptions> reader) {
    this(tool, Set.copyOf(tool.versions()), name, chosenBy, own, reader);
  }

  /** One that {@code --dataset-name} of vLLM bench chooses. */
  static KnownDataset vllm(
      String name, List<Option> own, Function<Settings, DatasetOptions> reader) {
    return new KnownDataset(Tool.VLLM, name, PromptOptions.DATASET, own, reader);
  }

  /**
   * One of vLLM's that has conversations, which an option of its own asks for.
   *
   * @param chosenBy that option
   */
  static KnownDataset vllmTurns(
      String name, String chosenBy, List<Option> own, Function<Settings, DatasetOptions> reader) {
    return new KnownDataset(Tool.VLLM, name, chosenBy, own, reader);
  }

  /** One that {@code --dataset} of evalscope chooses. */
  static KnownDataset evalscope(
      String name, List<Option> own, Function<Settings, DatasetOptions> reader) {
    return new KnownDataset(Tool.EVALSCOPE, name, EvalscopePromptOptions.DATASET, own, reader);
  }

  /** Not known to versions before this one. */
  KnownDataset since(ToolVersion first) {
    return where(version -> version.atLeast(first));
  }

  /** Not known to that version and later ones: the tool took it away. */
  KnownDataset until(ToolVersion gone) {
    return where(version -> !version.atLeast(gone));
  }

  private KnownDataset where(Predicate<ToolVersion> known) {
    Set<ToolVersion> some = versions.stream().filter(known).collect(Collectors.toSet());
    return new KnownDataset(tool, some, name, chosenBy, own, reader);
  }

  /** Whether the option of all datasets names it. */
  boolean isNamed() {
    return chosenBy.equals(PromptOptions.DATASET)
        || chosenBy.equals(EvalscopePromptOptions.DATASET);
  }
}
