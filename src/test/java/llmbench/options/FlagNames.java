package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds options by the names that users write, for one version of a tool. */
final class FlagNames {

  private final Compat compat;

  FlagNames(Compat compat) {
    this.compat = compat;
  }

  /** Underscores count as dashes, as in vLLM's FlexibleArgumentParser. */
  static String dashed(String name) {
    return name.replace('_', '-');
  }

  /** The option of exactly that name; null when there is none. */
  @Nullable Option exactly(String name) {
    return Catalog.find(compat, dashed(name));
  }

  /** Names that begin so, as argparse abbreviates. */
  List<String> beginning(String name) {
    String start = "--" + dashed(name);
    return flags().stream().filter(flag -> flag.startsWith(start)).toList();
  }

  /** Why a name isn't known, and what may have been meant. */
  String unknown(String name, String prefix) {
    String dashed = dashed(name);
    if (dashed.endsWith("api-key")) {
      return "unknown option; the API key is taken from the environment variable OPENAI_API_KEY";
    }
    if (dashed.equals("bench")) {
      return "unknown option; a command line is given as -Dbench='vllm bench serve …'";
    }
    List<Compat> others = Catalog.knowing(compat.tool(), dashed);
    if (!others.isEmpty()) {
      return "unknown to "
          + compat.label()
          + ", known to "
          + others.stream()
              .map(other -> other.label() + " (-Dllm.compat=" + other.label() + ")")
              .collect(Collectors.joining(", "));
    }
    List<String> names = new ArrayList<>();
    flags().forEach(flag -> names.add(flag.substring(2)));
    return "unknown option" + Nearest.question(dashed, names, prefix);
  }

  private List<String> flags() {
    return Catalog.of(compat).stream().flatMap(option -> option.flags().stream()).toList();
  }
}
