package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints the {@code vllm bench serve} command line that repeats a run. */
public final class VllmCommandLine {

  private static final Pattern MADE_UP = Pattern.compile("bench-[0-9a-f]{8}-");

  private VllmCommandLine() {}

  /**
   * The command line of a run's options: what differs from the tool's defaults, quoted for a shell.
   * Header values that were hidden are {@code ***} in it. For the simulated server it names no
   * server, since that one is gone after the run.
   *
   * @param given {@link BenchOptions#given()}, or the same map out of run.json, in any order
   * @throws IllegalArgumentException when the map names no version of vLLM
   */
  public static String of(Map<String, String> given) {
    Compat compat = compat(given.getOrDefault(GivenMap.COMPAT, ""));
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve"));
    for (Option option : Catalog.of(compat)) {
      String value = given.get(option.name());
      if (value != null && !isDefault(option, compat, value)) {
        words.addAll(words(option, value));
      }
    }
    return ShellWords.join(words);
  }

  private static Compat compat(String label) {
    for (Compat compat : Compat.values()) {
      if (compat.label().equals(label) && compat.tool() == Compat.Tool.VLLM) {
        return compat;
      }
    }
    throw new IllegalArgumentException("no version of vLLM: '" + label + "'");
  }

  private static List<String> words(Option option, String value) {
    String flag = "--" + option.name();
    if (option.arity().isSwitch()) {
      return List.of(flag);
    }
    List<String> words = new ArrayList<>();
    if (option.arity().isMany()) {
      words.add(flag);
      words.addAll(ShellWords.split(value));
    } else if (value.startsWith("-")) {
      words.add(flag + "=" + value);
    } else {
      words.add(flag);
      words.add(value);
    }
    return words;
  }

  private static boolean isDefault(Option option, Compat compat, String value) {
    String standard = option.defaultIn(compat);
    if (OutputOptions.MADE_UP_PREFIX.equals(standard)) {
      return MADE_UP.matcher(value).matches();
    }
    return standard != null && option.type().same(standard, value);
  }
}
