package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonRepr;

/**
 * A command with the options of a set, word by word: {@code ParameterSweepItem.apply_to_cmd} in
 * {@code vllm/benchmarks/sweep/param_sweep.py}. It knows nothing of the command's options, so
 * {@code --key=value} is no word that it finds, and a switch in place of an option leaves that
 * one's value standing.
 */
final class SweepCommand {

  private SweepCommand() {}

  /**
   * The derived command.
   *
   * @throws IllegalArgumentException when the command ends with an option whose value is to change
   */
  static List<String> of(List<String> command, ParameterSet set) {
    List<String> words = new ArrayList<>(command);
    for (Map.Entry<String, JsonNode> value : set.values().entrySet()) {
      if (!value.getKey().equals(ParameterSet.NAME)) {
        put(words, value.getKey(), option(value.getKey(), value.getValue()));
      }
    }
    return List.copyOf(words);
  }

  private static void put(List<String> words, String key, List<String> option) {
    int at =
        OptionKey.flags(key).stream()
            .map(words::indexOf)
            .filter(place -> place >= 0)
            .findFirst()
            .orElse(-1);
    if (at < 0) {
      words.addAll(option);
      return;
    }
    if (at + option.size() > words.size()) {
      throw new IllegalArgumentException(
          words.get(at) + " has no value in the command that a value of " + key + " could replace");
    }
    for (int i = 0; i < option.size(); i++) {
      words.set(at + i, option.get(i));
    }
  }

  private static List<String> option(String key, JsonNode value) {
    if (!value.isBoolean()) {
      String text = value.isObject() ? PythonJson.dumps(value) : PythonRepr.str(value);
      return List.of(OptionKey.flag(key), text);
    }
    if (key.contains(".")) {
      return List.of(OptionKey.flag(key) + "=" + value.booleanValue());
    }
    return List.of(OptionKey.flag(value.booleanValue() ? key : "no-" + key));
  }
}
