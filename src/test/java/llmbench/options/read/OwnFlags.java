package llmbench.options.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Problems;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/**
 * Settings as words of a command line, {@code --slo 'p99_ttft<=200ms'}, told from the options of a
 * tool that they may stand among. Where a name is the tool's and ours, it is the tool's.
 *
 * @param line what is left: the tool's command line
 * @param settings by their names without dashes, each as its value of {@code -Dllm.NAME=VALUE}
 * @param problems words that are no setting's, and settings without a value; for people
 */
public record OwnFlags(List<String> line, Map<String, String> settings, List<String> problems) {

  private static final Pattern FLAG = Pattern.compile("--[A-Za-z][\\w-]*(=.*)?", Pattern.DOTALL);
  private static final String COMPAT = "--compat";

  public OwnFlags {
    line = List.copyOf(line);
    settings = Map.copyOf(settings);
    problems = List.copyOf(problems);
  }

  /**
   * Those among the words of a tool's command line.
   *
   * @param sweep the options of the line, where it is one of a sweep; empty for a benchmark's
   */
  public static OwnFlags behind(List<String> line, List<Option> sweep) {
    BenchLine read = BenchLine.read(ShellWords.join(line), new Problems());
    ToolVersion.Tool tool =
        read == null || read.tool() == null ? ToolVersion.Tool.VLLM : read.tool();
    boolean script = read != null && read.ofScript();
    ToolVersion version = asked(line).filter(v -> v.tool() == tool).orElse(tool.newest());
    return new Reader(
            name -> script && MultiTurnScript.has(name) ? null : ours(name, version, sweep), true)
        .read(line);
  }

  /** All of these words: those of the reference run, which is changed by settings. */
  public static OwnFlags alone(List<String> words) {
    FlagNames names = FlagNames.ofSettings(asked(words).orElse(ToolVersion.standard()));
    return new Reader(
            name -> {
              Option option = names.exactly(name);
              return option == null ? Flag.unknown(name) : Flag.of(option);
            },
            false)
        .read(words);
  }

  /** The version that is asked for, by its label. */
  private static Optional<ToolVersion> asked(List<String> words) {
    Optional<ToolVersion> version = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith(COMPAT + "=")) {
        version = ToolVersion.labelled(word.substring(COMPAT.length() + 1));
      } else if (word.equals(COMPAT) && i + 1 < words.size()) {
        version = ToolVersion.labelled(words.get(i + 1));
      }
    }
    return version;
  }

  /** A setting of ours that the tool has no option of that name for; null otherwise. */
  private static @Nullable Flag ours(String name, ToolVersion version, List<Option> sweep) {
    boolean tools =
        sweep.isEmpty()
            ? Catalog.findOnLine(version, name) != null
            : sweep.stream().anyMatch(option -> option.name().equals(name));
    if (tools) {
      return null;
    }
    Option option =
        Catalog.ours(version).stream()
            .filter(each -> each.flags().contains("--" + name))
            .findFirst()
            .orElse(null);
    if (option != null) {
      return Flag.of(option);
    }
    return StrayProperty.READING.contains(name) ? Flag.READING : null;
  }

  /**
   * What follows a flag.
   *
   * @param fewest values
   * @param most values
   */
  private record Flag(int fewest, int most, String expected) {

    /** Says how options are read, and is none: {@code --compat}. */
    static final Flag READING = new Flag(1, 1, "its value");

    static Flag of(Option option) {
      return switch (option.arity()) {
        case FLAG, ON_OFF -> new Flag(0, 0, "");
        case ONE -> new Flag(1, 1, option.type().expected());
        case ANY -> new Flag(0, Integer.MAX_VALUE, option.type().expected());
        case SOME -> new Flag(1, Integer.MAX_VALUE, option.type().expected());
      };
    }

    /** Whoever reads the settings says that there is none of that name. */
    static Flag unknown(String name) {
      return StrayProperty.READING.contains(name) ? READING : new Flag(0, Integer.MAX_VALUE, "");
    }

    boolean isMany() {
      return most > 1;
    }
  }

  /** Goes through the words once. */
  private static final class Reader {

    private final Function<String, @Nullable Flag> flags;
    private final boolean amongOthers;
    private final List<String> line = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private List<String> words = List.of();
    private int next;

    /**
     * A reader.
     *
     * @param flags null for names that are none of ours
     * @param amongOthers whether other words may stand beside them
     */
    Reader(Function<String, @Nullable Flag> flags, boolean amongOthers) {
      this.flags = flags;
      this.amongOthers = amongOthers;
    }

    OwnFlags read(List<String> all) {
      words = all;
      while (next < words.size()) {
        String word = words.get(next++);
        String name = FlagNames.dashed(word.replaceFirst("^--", "").replaceFirst("(?s)=.*", ""));
        Flag flag = FLAG.matcher(word).matches() ? flags.apply(name) : null;
        if (flag != null) {
          take(name, flag, word);
        } else if (amongOthers) {
          line.add(word);
        } else {
          problems.add(
              ArgvReader.firstOf(word)
                  + ": belongs to no option; expected --NAME VALUE, or -Dllm.NAME=VALUE");
        }
      }
      return new OwnFlags(line, settings, problems);
    }

    private void take(String name, Flag flag, String word) {
      int equals = word.indexOf('=');
      if (equals >= 0) {
        settings.put(name, word.substring(equals + 1));
        return;
      }
      List<String> values = new ArrayList<>();
      while (values.size() < flag.most && next < words.size() && isValue(words.get(next))) {
        values.add(words.get(next++));
      }
      if (values.size() < flag.fewest) {
        problems.add(word + ": no value follows; expected " + flag.expected);
      }
      settings.put(name, flag.isMany() ? many(values) : String.join("", values));
    }

    /** Of a known option its words; of an unknown one, whose words nobody will look at, all. */
    private static String many(List<String> values) {
      return ShellWords.join(values);
    }

    /** As argparse has it: a negative number is a value, and so is what has a blank. */
    private static boolean isValue(String word) {
      return word.length() < 2
          || word.charAt(0) != '-'
          || ArgvReader.NEGATIVE.matcher(word).matches()
          || (word.indexOf(' ') >= 0 && !FLAG.matcher(word).matches());
    }
  }
}
