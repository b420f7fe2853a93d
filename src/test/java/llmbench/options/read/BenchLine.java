package llmbench.options.read;

import java.util.List;
import java.util.regex.Pattern;
import llmbench.options.ToolVersion;
import llmbench.options.given.Problems;
import llmbench.options.syntax.ShellWords;
import org.jspecify.annotations.Nullable;

/**
 * A command line without its program: {@code vllm bench serve}, {@code evalscope perf} and the
 * other ways to start them.
 *
 * @param tool whose; null when the line begins with its options
 * @param argv the options
 * @param ofScript whether they are those of vLLM's script for conversations, and not the tool's
 */
record BenchLine(ToolVersion.@Nullable Tool tool, List<String> argv, boolean ofScript) {

  private static final String SHOWN = "-Dbench";

  /** What Maven makes of a {@code -D} without a value. */
  private static final String NO_VALUE = "true";

  private static final String EXPECTED =
      "expected vllm bench serve or evalscope perf, and its options";
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);

  /** What may stand before {@code bench serve}: a path to vllm, or the module that it is. */
  private static final Pattern LAUNCHER =
      Pattern.compile(
          "(?:.*/)?vllm(?:-rs)?|vllm\\.entrypoints\\.cli\\.main|\\$|(?:.*/)?(uv|uvx|run|time)");

  private static final Pattern PYTHON = Pattern.compile("(?:.*/)?python[\\d.]*|-[umBE]|-m");

  /** Scripts that took the same options before there was a vllm command for them. */
  private static final Pattern SCRIPT =
      Pattern.compile("(?:.*/)?benchmark_serving\\.py|vllm\\.benchmarks\\.serve");

  /** A benchmark of vLLM's with options of its own. */
  private static final Pattern TURNS_SCRIPT =
      Pattern.compile("(?:.*/)?" + Pattern.quote(MultiTurnScript.NAME));

  private static final Pattern EVALSCOPE =
      Pattern.compile("(?:.*/)?evalscope(?:\\.cli\\.cli)?|(?:.*/)?evalscope/cli/cli\\.py");

  private static final Pattern EVALSCOPE_PERF =
      Pattern.compile("evalscope\\.perf\\.main|(?:.*/)?evalscope/perf/main\\.py");

  BenchLine {
    argv = List.copyOf(argv);
  }

  /** One with the tool's own options. */
  BenchLine(ToolVersion.@Nullable Tool tool, List<String> argv) {
    this(tool, argv, false);
  }

  /** Reads a line; null, and a problem, when its program isn't one that we know. */
  static @Nullable BenchLine read(String line, Problems problems) {
    if (line.strip().equals(NO_VALUE)) {
      problems.add(SHOWN, "no value; " + EXPECTED + ", in quotes: -Dbench='vllm bench serve …'");
      return null;
    }
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
      problems.add(
          name + "=… (in -Dbench)",
          "leave it out, and set environment variables for mvn instead: "
              + name
              + "=… mvn"
              + " gatling:test …");
      next++;
    }
    return afterProgram(words.subList(next, words.size()), problems);
  }

  private static @Nullable BenchLine afterProgram(List<String> words, Problems problems) {
    int next = 0;
    while (next < words.size() && isStarter(words.get(next))) {
      next++;
    }
    String program = next < words.size() ? words.get(next) : "";
    String command = next + 1 < words.size() ? words.get(next + 1) : "";
    if (SCRIPT.matcher(program).matches()) {
      return new BenchLine(ToolVersion.Tool.VLLM, words.subList(next + 1, words.size()));
    }
    if (TURNS_SCRIPT.matcher(program).matches()) {
      return new BenchLine(ToolVersion.Tool.VLLM, words.subList(next + 1, words.size()), true);
    }
    if (EVALSCOPE_PERF.matcher(program).matches()) {
      return new BenchLine(ToolVersion.Tool.EVALSCOPE, words.subList(next + 1, words.size()));
    }
    if (next == 0 && program.startsWith("--")) {
      return new BenchLine(null, words);
    }
    if (program.equals("bench") && command.equals("serve")) {
      return new BenchLine(ToolVersion.Tool.VLLM, words.subList(next + 2, words.size()));
    }
    boolean evalscope = EVALSCOPE.matcher(program).matches();
    if (evalscope && command.equals("perf")) {
      return new BenchLine(ToolVersion.Tool.EVALSCOPE, words.subList(next + 2, words.size()));
    }
    if (evalscope) {
      problems.add(SHOWN, only("perf", "evalscope"));
    } else if (program.equals("bench") && !command.isEmpty()) {
      problems.add(SHOWN, only("serve", "vllm bench"));
    } else {
      problems.add(
          SHOWN, unknown(words.subList(Math.min(next, words.size()), words.size()), words));
    }
    return null;
  }

  /**
   * Why a line is none.
   *
   * @param left what is left of its words behind those that may start a program
   */
  private static String unknown(List<String> left, List<String> words) {
    if (words.isEmpty()) {
      return "it is empty; " + EXPECTED;
    }
    if (left.isEmpty()) {
      return "nothing follows " + shown(words.get(words.size() - 1)) + "; " + EXPECTED;
    }
    String first = shown(left.get(0));
    if (left.get(0).equals("serve")) {
      return "vllm serve starts a server; " + EXPECTED;
    }
    String rest = String.join(" ", left.subList(1, left.size()));
    boolean follows = rest.matches("(?s)(.*[ /])?(vllm bench serve|evalscope perf)( .*)?");
    return follows
        ? "it begins with " + first + "; leave out everything before the tool's name"
        : "it begins with " + first + "; " + EXPECTED;
  }

  /** A word where it can be shown: of an assignment only its name, since its value may be a key. */
  private static String shown(String word) {
    if (ASSIGNMENT.matcher(word).matches()) {
      return word.substring(0, word.indexOf('=')) + "=…";
    }
    return word.matches("[\\w./$-]{1,24}") && !ArgvReader.SECRET.matcher(word).lookingAt()
        ? "'" + word + "'"
        : "a word that isn't shown";
  }

  private static boolean isStarter(String word) {
    return LAUNCHER.matcher(word).matches() || PYTHON.matcher(word).matches();
  }

  private static String only(String command, String tool) {
    return command
        + " is the only command of "
        + tool
        + " that tests a server under load; "
        + EXPECTED;
  }
}
