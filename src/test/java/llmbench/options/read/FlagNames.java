package llmbench.options.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.syntax.Nearest;
import llmbench.options.table.Option;
import llmbench.options.translate.CrossToolOptions;
import llmbench.options.translate.EquivalentOptions;
import org.jspecify.annotations.Nullable;

/** Finds options by the names that users write, for one version of a tool. */
public final class FlagNames implements KnownFlags {

  private final ToolVersion compat;
  private final boolean ofSettings;

  private FlagNames(ToolVersion compat, boolean ofSettings) {
    this.compat = compat;
    this.ofSettings = ofSettings;
  }

  /** Names on the tool's own command line. */
  static FlagNames ofLine(ToolVersion compat) {
    return new FlagNames(compat, false);
  }

  /** Names of settings: those of the other tool too where they can be said, and ours. */
  public static FlagNames ofSettings(ToolVersion compat) {
    return new FlagNames(compat, true);
  }

  /** Underscores count as dashes, as in vLLM's FlexibleArgumentParser. */
  static String dashed(String name) {
    return name.replace('_', '-');
  }

  @Override
  public @Nullable Option exactly(String name) {
    String dashed = dashed(name);
    if (!ofSettings) {
      return Catalog.findOnLine(compat, dashed);
    }
    boolean foreign = EquivalentOptions.isForeign(compat, dashed);
    Option option = foreign ? null : Catalog.findSetting(compat, dashed);
    return option == null ? EquivalentOptions.find(compat, dashed) : option;
  }

  @Override
  public @Nullable String ofShort(String flag) {
    return Catalog.of(compat).stream()
        .filter(option -> flag.length() == 2 && option.flags().contains(flag))
        .map(Option::name)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<String> beginning(String name) {
    String start = "--" + dashed(name);
    return flags().stream().filter(flag -> flag.startsWith(start)).toList();
  }

  @Override
  public String unknown(String name, String prefix) {
    String dashed = dashed(name);
    if (dashed.endsWith("api-key")) {
      return "unknown option; the API key is taken from the environment variable OPENAI_API_KEY";
    }
    if (dashed.equals("bench")) {
      return "unknown option; a command line is given as -Dbench='"
          + compat.tool().command()
          + " …'";
    }
    List<ToolVersion> others = Catalog.knowing(compat.tool(), dashed);
    if (!others.isEmpty()) {
      return "unknown to "
          + compat.label()
          + ", known to "
          + others.stream()
              .map(other -> other.label() + " (-Dllm.compat=" + other.label() + ")")
              .collect(Collectors.joining(", "));
    }
    if (!ofSettings && Catalog.findSetting(compat, dashed) != null) {
      return "no option of " + compat.tool().command() + "; give it as -Dllm." + dashed;
    }
    String hint = CrossToolOptions.hint(compat, dashed, prefix);
    if (hint != null) {
      return "an option of " + compat.tool().other().command() + hint;
    }
    List<String> names = new ArrayList<>();
    Stream<String> ours =
        Catalog.ours(compat).stream()
            .filter(option -> ofSettings)
            .map(option -> "--" + option.name());
    Stream.concat(flags().stream(), ours)
        .filter(flag -> flag.startsWith("--"))
        .forEach(flag -> names.add(flag.substring(2)));
    if (ofSettings) {
      names.addAll(StrayProperty.READING);
    }
    return "unknown option" + Nearest.question(dashed, names, prefix);
  }

  private List<String> flags() {
    return Catalog.ofLine(compat).stream().flatMap(option -> option.flags().stream()).toList();
  }
}
