package llmbench.dataset.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a folder are a split's, by their names: {@code data_files.py} of Hugging Face's
 * datasets. The first of its rules that finds a file holds for all.
 */
final class Splits {

  private static final String WHOLE = "train";

  /** {@code data/train-00000-of-00002.parquet}: a split may have any name. */
  private static final Pattern NUMBERED =
      Pattern.compile("data/(\\w+(?:\\.\\w+)*)-\\d{5}-of-\\d{5}[^/]*\\.[^/]*");

  private static final Map<String, List<String>> WORDS = words();

  private Splits() {}

  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put(WHOLE, List.of("train", "training"));
    words.put("validation", List.of("validation", "valid", "dev", "val"));
    words.put("test", List.of("test", "testing", "eval", "evaluation"));
    return words;
  }

  /**
   * The files of each split, in the order of their paths.
   *
   * @param files below {@code folder}
   */
  static Map<String, List<Path>> of(Path folder, List<Path> files) {
    Map<String, Path> byPath = new TreeMap<>();
    for (Path file : files) {
      byPath.put(folder.relativize(file).toString().replace('\\', '/'), file);
    }
    Map<String, List<Path>> splits = numbered(byPath);
    if (splits.isEmpty()) {
      splits = worded(byPath, Splits::hasFolder);
    }
    if (splits.isEmpty()) {
      splits = worded(byPath, Splits::hasName);
    }
    return splits.isEmpty() && !byPath.isEmpty()
        ? Map.of(WHOLE, List.copyOf(byPath.values()))
        : splits;
  }

  private static Map<String, List<Path>> numbered(Map<String, Path> files) {
    Map<String, List<Path>> splits = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          Matcher matcher = NUMBERED.matcher(path);
          if (matcher.matches()) {
            splits.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(file);
          }
        });
    return splits;
  }

  private static Map<String, List<Path>> worded(
      Map<String, Path> files, BiPredicate<String, String> has) {
    Map<String, List<Path>> splits = new LinkedHashMap<>();
    WORDS.forEach(
        (split, words) -> {
          List<Path> found = new ArrayList<>();
          files.forEach(
              (path, file) -> {
                if (words.stream().anyMatch(word -> has.test(path, word))) {
                  found.add(file);
                }
              });
          if (!found.isEmpty()) {
            splits.put(split, found);
          }
        });
    return splits;
  }

  /** A folder on the way is the word, or has it as a part of its name. */
  private static boolean hasFolder(String path, String word) {
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (matches(parts[i], word, "(?:[-._ 0-9].*)?")) {
        return true;
      }
    }
    return false;
  }

  /** The file's name has the word as a part; its ending is behind it, so one always is. */
  private static boolean hasName(String path, String word) {
    return matches(path.substring(path.lastIndexOf('/') + 1), word, "[-._ 0-9].*");
  }

  private static boolean matches(String name, String word, String behind) {
    return Pattern.matches("(?:.*[-._ 0-9])?" + word + behind, name);
  }
}
