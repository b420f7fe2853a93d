package llmbench.options.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.KnownDatasets;
import llmbench.options.table.EvalscopeLoadOptions;
import llmbench.options.table.EvalscopeOutputOptions;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.EvalscopeSamplingOptions;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.options.table.EvalscopeServerOptions;
import llmbench.options.table.FigureOptions;
import llmbench.options.table.LoadOptions;
import llmbench.options.table.ModelOptions;
import llmbench.options.table.Option;
import llmbench.options.table.OptionGroup;
import llmbench.options.table.OutputOptions;
import llmbench.options.table.ProjectOptions;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.SamplingOptions;
import llmbench.options.table.TargetOptions;
import org.jspecify.annotations.Nullable;

/** The table of every option that we know, in groups. */
public final class Catalog {

  /** The order is that of the page, of {@code given} and of printed command lines. */
  private static final List<OptionGroup> VLLM =
      List.of(
          TargetOptions.GROUP,
          ModelOptions.GROUP,
          PromptOptions.group(KnownDatasets::names, KnownDatasets.own(Tool.VLLM)),
          LoadOptions.GROUP,
          SamplingOptions.GROUP,
          FigureOptions.GROUP,
          OutputOptions.GROUP);

  private static final List<OptionGroup> EVALSCOPE =
      List.of(
          EvalscopeServerOptions.GROUP,
          EvalscopePromptOptions.group(KnownDatasets::names, KnownDatasets.own(Tool.EVALSCOPE)),
          EvalscopeLoadOptions.GROUP,
          EvalscopeSearchOptions.GROUP,
          EvalscopeSamplingOptions.GROUP,
          EvalscopeOutputOptions.GROUP);

  private Catalog() {}

  /** A tool's own options. */
  public static List<OptionGroup> groups(ToolVersion.Tool tool) {
    return tool == ToolVersion.Tool.VLLM ? VLLM : EVALSCOPE;
  }

  /** The options that a version knows. */
  public static List<Option> of(ToolVersion compat) {
    return groups(compat.tool()).stream()
        .flatMap(group -> group.options().stream())
        .filter(option -> option.isKnownTo(compat))
        .toList();
  }

  /** Settings of ours that a run of a version may have as well; no command line has them. */
  public static List<Option> ours(ToolVersion compat) {
    return ours(compat.tool()).stream().filter(option -> option.isKnownTo(compat)).toList();
  }

  /** Settings of ours that go with some version of a tool. */
  public static List<Option> ours(ToolVersion.Tool tool) {
    return ProjectOptions.ALL.stream()
        .filter(option -> option.compats().stream().anyMatch(compat -> compat.tool() == tool))
        .toList();
  }

  /** An option of a version by its full name; null when the version has none of that name. */
  public static @Nullable Option find(ToolVersion compat, String name) {
    return named(name, of(compat).stream());
  }

  /** An option of a version, or a setting of ours, by its full name; null when there is none. */
  public static @Nullable Option findSetting(ToolVersion compat, String name) {
    return named(name, Stream.concat(of(compat).stream(), ours(compat).stream()));
  }

  private static @Nullable Option named(String name, Stream<Option> options) {
    return options.filter(option -> option.flags().contains("--" + name)).findFirst().orElse(null);
  }

  /** The versions of a tool that have an option of that name. */
  public static List<ToolVersion> knowing(ToolVersion.Tool tool, String name) {
    List<ToolVersion> knowing = new ArrayList<>();
    for (ToolVersion compat : ToolVersion.values()) {
      if (compat.tool() == tool && find(compat, name) != null) {
        knowing.add(compat);
      }
    }
    return knowing;
  }
}
