package llmbench.plan.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.syntax.Nearest;
import llmbench.options.table.Option;

/**
 * The words behind a command of a tool, as Python's argparse reads them: {@code --flag value},
 * {@code --flag=value}, underscores for dashes, unambiguous beginnings of flags.
 */
final class FlagWords {

  private static final Source SOURCE = new Source.BenchLine();

  private final List<Option> options;
  private final Map<String, String> shortFlags;
  private final Problems problems;
  private final List<Given> given = new ArrayList<>();

  /**
   * A reader.
   *
   * @param shortFlags the names of options by their flags of one letter
   */
  FlagWords(List<Option> options, Map<String, String> shortFlags, Problems problems) {
    this.options = List.copyOf(options);
    this.shortFlags = Map.copyOf(shortFlags);
    this.problems = problems;
  }

  /** The options that are given, in their order; what is wrong is a problem. */
  List<Given> read(List<String> words) {
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next++);
      if (!word.startsWith("-")) {
        problems.add(
            SOURCE.shown("word " + next, null),
            "belongs to no option; quote values that hold blanks, such as --serve-cmd 'vllm …'");
        continue;
      }
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String flag = equals < 0 ? word : word.substring(0, equals);
      Optional<Option> option = find(flag);
      if (option.isEmpty()) {
        while (next < words.size() && !words.get(next).startsWith("-")) {
          next++;
        }
      } else if (option.get().arity().isSwitch()) {
        on(option.get(), flag, equals >= 0);
      } else if (equals >= 0) {
        add(option.get(), flag, word.substring(equals + 1));
      } else if (next == words.size() || words.get(next).startsWith("--")) {
        problems.add(
            SOURCE.shown(flag, null),
            "no value follows; expected " + option.get().type().expected());
      } else {
        add(option.get(), flag, words.get(next++));
      }
    }
    return List.copyOf(given);
  }

  private void on(Option option, String flag, boolean valued) {
    if (valued) {
      problems.add(SOURCE.shown(flag, null), "takes no value; leave out what follows the =");
    } else {
      add(option, flag, "true");
    }
  }

  private void add(Option option, String flag, String value) {
    given.add(new Given(option, flag, SOURCE, List.of(value)));
  }

  private Optional<Option> find(String flag) {
    String name = shortFlags.getOrDefault(flag, OptionKey.dashed(flag.replaceFirst("^--", "")));
    List<Option> exactly = options.stream().filter(each -> each.name().equals(name)).toList();
    List<Option> beginning =
        options.stream()
            .filter(each -> flag.startsWith("--") && each.name().startsWith(name))
            .toList();
    List<Option> meant = exactly.isEmpty() ? beginning : exactly;
    if (meant.size() == 1) {
      return Optional.of(meant.get(0));
    }
    String shown = SOURCE.shown(flag.matches("-{1,2}[\\w-]+") ? flag : "a flag", null);
    List<String> names = options.stream().map(Option::name).toList();
    problems.add(
        shown,
        meant.isEmpty()
            ? "unknown option" + Nearest.question(name, names, "--")
            : "ambiguous, could be --"
                + String.join(", --", meant.stream().map(Option::name).toList()));
    return Optional.empty();
  }
}
