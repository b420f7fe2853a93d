package llmbench.options;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the program off a command line: {@code vllm bench serve} and the other ways to start it.
 */
final class BenchLine {

  private static final String SHOWN = "-Dbench";
  private static final String EXPECTED = "expected vllm bench serve and its options";
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);

  /** What may stand before {@code bench serve}: a path to vllm, or the module that it is. */
  private static final Pattern LAUNCHER =
      Pattern.compile("(?:.*/)?vllm|vllm\\.entrypoints\\.cli\\.main|\\$|(?:.*/)?(uv|uvx|run|time)");

  private static final Pattern PYTHON = Pattern.compile("(?:.*/)?python[\\d.]*|-[umBE]|-m");

  /** Scripts that took the same options before there was a vllm command for them. */
  private static final Pattern SCRIPT =
      Pattern.compile("(?:.*/)?benchmark_serving\\.py|vllm\\.benchmarks\\.serve");

  private BenchLine() {}

  /** The options behind the program; null, and a problem, when it isn't one that we know. */
  static @Nullable List<String> options(String line, Problems problems) {
    List<String> words;
    try {
      words = ShellWords.split(line);
    } catch (IllegalArgumentException e) {
      problems.add(SHOWN, e.getMessage() + "; quote words as in a shell");
      return null;
    }
    int next = 0;
    while (next < words.size() && ASSIGNMENT.matcher(words.get(next)).matches()) {
      String name = words.get(next).substring(0, words.get(next).indexOf('='));
      problems.add(name + "=… (in -Dbench)", "set environment variables for mvn, not in the line");
      next++;
    }
    return afterProgram(words.subList(next, words.size()), problems);
  }

  private static @Nullable List<String> afterProgram(List<String> words, Problems problems) {
    int next = 0;
    boolean evalscope = false;
    while (next < words.size() && isStarter(words.get(next))) {
      next++;
    }
    if (next < words.size()) {
      evalscope = words.get(next).matches("(?:.*/)?evalscope|evalscope\\..*");
    }
    if (evalscope) {
      problems.add(SHOWN, "evalscope perf comes with a later version; " + EXPECTED);
      return null;
    }
    if (next < words.size() && SCRIPT.matcher(words.get(next)).matches()) {
      return words.subList(next + 1, words.size());
    }
    if (next == 0 && !words.isEmpty() && words.get(0).startsWith("--")) {
      return words;
    }
    if (words.size() >= next + 2
        && words.get(next).equals("bench")
        && words.get(next + 1).equals("serve")) {
      return words.subList(next + 2, words.size());
    }
    if (words.size() >= next + 2 && words.get(next).equals("bench")) {
      problems.add(SHOWN, "of vllm bench only serve is a load test; " + EXPECTED);
    } else {
      problems.add(SHOWN, EXPECTED);
    }
    return null;
  }

  private static boolean isStarter(String word) {
    return LAUNCHER.matcher(word).matches() || PYTHON.matcher(word).matches();
  }
}
