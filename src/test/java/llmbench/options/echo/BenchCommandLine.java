package llmbench.options.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.options.table.OutputOptions;

/**
 * The command line of a run's tool with the options of the run: what differs from the tool's
 * defaults, quoted for a shell. Values that were hidden are {@code ***} in it.
 */
final class BenchCommandLine {

  private static final Pattern MADE_UP = Pattern.compile("bench-[0-9a-f]{8}-");

  /** What means something to a shell between double quotes, or ends them. */
  private static final Pattern LIVE_IN_QUOTES = Pattern.compile("[\"$`\\\\!]");

  private static final String SIMULATED_URL = "http://127.0.0.1:8877";

  private final ToolVersion compat;
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();

  private BenchCommandLine(ToolVersion compat) {
    this.compat = compat;
  }

  /**
   * The line of a run's options. For the simulated server it names no server, since that one is
   * gone after the run.
   *
   * @param effective {@link BenchOptions#effective()}, or the same map out of run.json, in any
   *     order
   * @throws IllegalArgumentException when the map names no version of a tool
   */
  static BenchCommandLine of(Map<String, String> effective) {
    BenchCommandLine line =
        new BenchCommandLine(compat(effective.getOrDefault(EffectiveOptions.COMPAT, "")));
    for (Option option : Catalog.of(line.compat)) {
      String value = effective.get(option.name());
      if (value != null) {
        line.add(option, value);
      }
    }
    // Which API it is, evalscope's URL alone says.
    boolean evalscope = line.compat.tool() == ToolVersion.Tool.EVALSCOPE;
    if (evalscope && !effective.containsKey("url")) {
      // Its default is a chat's.
      Backend.named(effective.getOrDefault("backend", ""))
          .filter(backend -> backend != Backend.OPENAI_CHAT)
          .ifPresent(
              backend ->
                  line.words.addAll(List.of("--url", SIMULATED_URL + backend.defaultEndpoint())));
    }
    for (Option option : Catalog.ours(line.compat)) {
      String value = effective.get(option.name());
      if (value != null && !line.isDefault(option, value)) {
        line.settings.put(option.name(), value);
      }
    }
    return line;
  }

  ToolVersion compat() {
    return compat;
  }

  /**
   * What no word of the line can say: settings by their names, as {@code -Dllm.NAME} takes them.
   */
  Map<String, String> settings() {
    return settings;
  }

  /** The line, its words quoted as each by itself has to be for a shell. */
  String bare() {
    return compat.tool().command()
        + words.stream().map(word -> " " + ShellWords.quote(word)).collect(Collectors.joining());
  }

  /** The line, as it stands between single quotes. */
  @Override
  public String toString() {
    return compat.tool().command()
        + words.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  /** In double quotes where that does: the whole line is put into single ones. */
  static String quoted(String word) {
    String quoted = ShellWords.quote(word);
    boolean inDouble = !quoted.equals(word) && !LIVE_IN_QUOTES.matcher(word).find();
    return inDouble ? '"' + word + '"' : quoted;
  }

  private static ToolVersion compat(String label) {
    return ToolVersion.labelled(label)
        .orElseThrow(() -> new IllegalArgumentException("no version of a tool: '" + label + "'"));
  }

  private void add(Option option, String value) {
    String flag = "--" + option.name();
    if (isDefault(option, value)) {
      return;
    }
    if (option.arity().isSwitch()) {
      words.add(value.equals("false") ? "--no-" + option.name() : flag);
    } else if (!option.arity().isMany()) {
      words.addAll(value.startsWith("-") ? List.of(flag + "=" + value) : List.of(flag, value));
    } else if (ShellWords.split(value).stream().anyMatch(word -> word.startsWith("-"))) {
      // Behind a flag with many values such a word is taken for the next flag.
      settings.put(option.name(), value);
    } else {
      words.add(flag);
      words.addAll(ShellWords.split(value));
    }
  }

  private boolean isDefault(Option option, String value) {
    String standard = option.defaultIn(compat);
    if (OutputOptions.MADE_UP_PREFIX.equals(standard)) {
      return MADE_UP.matcher(value).matches();
    }
    return standard != null && option.type().same(standard, value);
  }
}
