package llmbench.plan.vllm;

import java.util.List;

/** The key of an option in a file of parameters, and what it is called in a command. */
final class OptionKey {

  private OptionKey() {}

  /** As it is, with underscores, with dashes; of a key with dots only what is before the first. */
  static List<String> spellings(String key) {
    int dot = key.indexOf('.');
    if (dot >= 0) {
      String rest = key.substring(dot);
      return spellings(key.substring(0, dot)).stream().map(start -> start + rest).toList();
    }
    return List.of(key, key.replace('-', '_'), dashed(key));
  }

  /** The flags that it may stand as in a command: dashes first. */
  static List<String> flags(String key) {
    List<String> spellings = spellings(key);
    return List.of("--" + spellings.get(2), "--" + spellings.get(1), "--" + spellings.get(0));
  }

  /** The flag that it becomes. */
  static String flag(String key) {
    return flags(key).get(0);
  }

  static String dashed(String key) {
    return key.replace('_', '-');
  }
}
