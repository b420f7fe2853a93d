package llmbench.plan.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;

/**
 * Options of a sweep among those of the benchmark: on its command line and as {@code
 * -Dllm.FLAG=VALUE}, and what is left without them.
 *
 * @param options those of the sweep
 * @param words of the command line that are theirs
 * @param properties that are theirs, by their full names
 * @param rest the benchmark's
 */
record SweepWords(
    List<Option> options, List<String> words, Map<String, String> properties, Sources rest) {

  /** Takes the options of a sweep out of the sources. */
  static SweepWords of(Sources sources, List<Option> options) {
    Map<String, String> ours = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    sources
        .properties()
        .forEach(
            (name, value) ->
                (find(name.substring(Sources.PREFIX.length()), options).isPresent() ? ours : others)
                    .put(name, value));
    List<String> taken = new ArrayList<>();
    List<String> left = left(sources, options, taken);
    String bench = taken.isEmpty() ? sources.bench() : ShellWords.join(left);
    return new SweepWords(options, taken, ours, new Sources(bench, others, sources.others()));
  }

  private static List<String> left(Sources sources, List<Option> options, List<String> taken) {
    List<String> left = new ArrayList<>();
    List<String> words = words(sources);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<Option> option =
          word.startsWith("--")
              ? find(word.substring(2).replaceFirst("(?s)=.*", ""), options)
              : Optional.empty();
      boolean valued =
          option.isPresent()
              && !option.get().arity().isSwitch()
              && !word.contains("=")
              && i + 1 < words.size();
      (option.isPresent() ? taken : left).add(word);
      if (valued) {
        taken.add(words.get(++i));
      }
    }
    return left;
  }

  /** None of a line that can't be split: whoever reads it as a benchmark's says what is wrong. */
  private static List<String> words(Sources sources) {
    String line = sources.bench();
    try {
      return line == null || line.contains("evalscope") ? List.of() : ShellWords.split(line);
    } catch (IllegalArgumentException open) {
      return List.of();
    }
  }

  private static Optional<Option> find(String name, List<Option> options) {
    String dashed = OptionKey.dashed(name);
    return options.stream().filter(option -> option.name().equals(dashed)).findFirst();
  }

  /** Whether any is given. */
  boolean isAny() {
    return !words.isEmpty() || !properties.isEmpty();
  }

  /** All of them, a property behind what it replaces. */
  List<Given> given(Problems problems) {
    List<Given> given = new ArrayList<>(new FlagWords(options, Map.of(), problems).read(words));
    properties.forEach(
        (name, value) ->
            find(name.substring(Sources.PREFIX.length()), options)
                .ifPresent(
                    option -> {
                      boolean on = option.arity().isSwitch() && value.isEmpty();
                      List<String> values = List.of(on ? "true" : value);
                      given.add(new Given(option, "-D" + name, new Source.Property(), values));
                    }));
    return given;
  }
}
