package llmbench.options.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import llmbench.options.table.RustTurnOptions;
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
          PromptOptions.group(KnownDatasets::names, List.copyOf(KnownDatasets.own(Tool.VLLM))),
          LoadOptions.GROUP,
          SamplingOptions.GROUP,
          FigureOptions.GROUP,
          OutputOptions.GROUP);

  private static final List<OptionGroup> EVALSCOPE =
      List.of(
          EvalscopeServerOptions.GROUP,
          EvalscopePromptOptions.group(
              KnownDatasets::names, List.copyOf(KnownDatasets.own(Tool.EVALSCOPE))),
          EvalscopeLoadOptions.GROUP,
          EvalscopeSearchOptions.GROUP,
          EvalscopeSamplingOptions.GROUP,
          EvalscopeOutputOptions.GROUP);

  /** What a version knows; every option that is read is looked for here, so it is made once. */
  private static final Map<ToolVersion, Known> KNOWN = known();

  private Catalog() {}

  /**
   * The options of a version.
   *
   * @param own those of the tool
   * @param ours settings that go with them
   * @param ownByName the tool's by each name that a command line has for them, without dashes
   * @param line what a command line may have: own, and what only vLLM's Rust client knows
   * @param lineByName the same by name
   * @param allByName ours among them
   */
  private record Known(
      List<Option> own,
      List<Option> ours,
      Map<String, Option> ownByName,
      List<Option> line,
      Map<String, Option> lineByName,
      Map<String, Option> allByName) {

    static Known to(ToolVersion version) {
      List<Option> own =
          groups(version.tool()).stream()
              .flatMap(group -> group.options().stream())
              .filter(option -> option.isKnownTo(version))
              .toList();
      List<Option> ours =
          Catalog.ours(version.tool()).stream()
              .filter(option -> option.isKnownTo(version))
              .toList();
      List<Option> line = Stream.concat(own.stream(), rust(version)).toList();
      return new Known(
          own,
          ours,
          byName(own.stream()),
          line,
          byName(line.stream()),
          byName(Stream.concat(own.stream(), ours.stream())));
    }

    private static Map<String, Option> byName(Stream<Option> options) {
      Map<String, Option> named = new HashMap<>();
      options.forEach(
          option ->
              option.flags().stream()
                  .filter(flag -> flag.startsWith("--"))
                  .forEach(flag -> named.putIfAbsent(flag.substring(2), option)));
      return named;
    }
  }

  private static Map<ToolVersion, Known> known() {
    Map<ToolVersion, Known> known = new EnumMap<>(ToolVersion.class);
    for (ToolVersion version : ToolVersion.values()) {
      known.put(version, Known.to(version));
    }
    return known;
  }

  private static Known to(ToolVersion version) {
    return Objects.requireNonNull(KNOWN.get(version));
  }

  /** A tool's own options. */
  public static List<OptionGroup> groups(ToolVersion.Tool tool) {
    return tool == ToolVersion.Tool.VLLM ? VLLM : EVALSCOPE;
  }

  /** The options that a version knows. */
  public static List<Option> of(ToolVersion compat) {
    return to(compat).own();
  }

  /** Settings of ours that a run of a version may have as well; no command line has them. */
  public static List<Option> ours(ToolVersion compat) {
    return to(compat).ours();
  }

  /** Settings of ours that go with some version of a tool. */
  public static List<Option> ours(ToolVersion.Tool tool) {
    return ProjectOptions.ALL.stream()
        .filter(option -> option.compats().stream().anyMatch(compat -> compat.tool() == tool))
        .toList();
  }

  /** An option of a version by its full name; null when the version has none of that name. */
  public static @Nullable Option find(ToolVersion compat, String name) {
    return to(compat).ownByName().get(name);
  }

  /** What only vLLM's Rust client has on its command line; as settings they are among ours. */
  private static Stream<Option> rust(ToolVersion version) {
    return RustTurnOptions.ALL.stream().filter(option -> option.isKnownTo(version));
  }

  /** What a version's command line may have: the tool's options, those of its Rust client too. */
  public static List<Option> ofLine(ToolVersion compat) {
    return to(compat).line();
  }

  /** An option of a version's command line by its full name; null when there is none. */
  public static @Nullable Option findOnLine(ToolVersion compat, String name) {
    return to(compat).lineByName().get(name);
  }

  /** An option of a version, or a setting of ours, by its full name; null when there is none. */
  public static @Nullable Option findSetting(ToolVersion compat, String name) {
    return to(compat).allByName().get(name);
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
