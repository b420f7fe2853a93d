package llmbench.options.read;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The YAML file in {@code --config} of vLLM: its options go before those of the command line, which
 * wins.
 *
 * <p>Source: {@code _pull_args_from_config} and {@code load_config_file} of vLLM's
 * FlexibleArgumentParser. There the words of the file stand before the sub-command, so that {@code
 * vllm bench serve --config FILE} ends with {@code invalid choice}; here it does what it says.
 */
final class ToolConfig {

  private static final String FLAG = "--config";

  private final KnownFlags names;
  private final Problems problems;

  ToolConfig(KnownFlags names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /**
   * A command line in two parts.
   *
   * @param file what the file of {@code --config} gives; empty where there is none
   * @param argv the line without that option
   */
  record Split(List<Given> file, List<String> argv) {}

  /** Reads the file that a command line names. */
  Split of(List<String> argv) {
    int at = 0;
    while (at < argv.size() && !isConfig(argv.get(at))) {
      at++;
    }
    if (at == argv.size() || names.exactly(FLAG.substring(2)) == null) {
      return new Split(List.of(), argv);
    }
    boolean whole = argv.get(at).startsWith(FLAG + "=");
    int next = whole ? at + 1 : at + 2;
    List<String> others = new ArrayList<>(argv.subList(0, at));
    if (next > argv.size()) {
      problems.add(new Source.BenchLine().shown(FLAG, null), "no value follows; expected a file");
      return new Split(List.of(), others);
    }
    String file = whole ? argv.get(at).substring(FLAG.length() + 1) : argv.get(at + 1);
    others.addAll(argv.subList(next, argv.size()));
    if (others.stream().anyMatch(ToolConfig::isConfig)) {
      problems.add(
          new Source.BenchLine().shown(FLAG, null),
          "is given more than once; the tool takes one file");
      return new Split(List.of(), others.stream().filter(word -> !isConfig(word)).toList());
    }
    return new Split(read(file), others);
  }

  private static boolean isConfig(String word) {
    return word.equals(FLAG) || word.startsWith(FLAG + "=");
  }

  private List<Given> read(String file) {
    String shown = new Source.BenchLine().shown(FLAG, file);
    if (!file.endsWith(".yaml") && !file.endsWith(".yml")) {
      problems.add(shown, "expected a file whose name ends with .yaml or .yml");
      return List.of();
    }
    String text = text(file, shown);
    if (text == null) {
      return List.of();
    }
    try {
      List<String> words = words(PlainYaml.load(text), shown);
      return new ArgvReader(names, new Source.ToolFile(file), problems).read(words);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(shown, "isn't YAML: " + e.getProblem() + (line == 0 ? "" : ", line " + line));
    } catch (YAMLException e) {
      problems.add(shown, "isn't YAML that holds options and values alone");
    }
    return List.of();
  }

  private @Nullable String text(String file, String shown) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      problems.add(shown, "no such file; expected a YAML file of options");
    } catch (CharacterCodingException e) {
      problems.add(shown, "isn't UTF-8; expected a YAML file of options");
    } catch (IOException | InvalidPathException e) {
      problems.add(shown, "can't be read; expected a YAML file of options");
    }
    return null;
  }

  private List<String> words(@Nullable Object document, String shown) {
    if (!(document instanceof Map<?, ?> options)) {
      problems.add(shown, "expected an option and its value on each line, such as num-prompts: 10");
      return List.of();
    }
    List<String> words = new ArrayList<>();
    options.forEach((name, value) -> words.addAll(words(PlainYaml.text(name), value)));
    return words;
  }

  private List<String> words(String name, @Nullable Object value) {
    String flag = "--" + name;
    if (value instanceof Boolean on) {
      return switched(name, on);
    }
    List<String> words = new ArrayList<>(List.of(flag));
    if (value instanceof List<?> list) {
      list.forEach(item -> words.add(PlainYaml.text(item)));
      return list.isEmpty() ? List.of() : words;
    }
    words.add(value instanceof Map<?, ?> ? PlainYaml.json(value) : PlainYaml.text(value));
    return words;
  }

  /** What is off is said only where there is a word for it. */
  private List<String> switched(String name, boolean on) {
    if (on) {
      return List.of("--" + name);
    }
    String off = "no-" + FlagNames.dashed(name);
    return names.exactly(off) == null ? List.of() : List.of("--" + off);
  }
}
