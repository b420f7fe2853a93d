package llmbench.options.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;

/** The command that repeats a run of ours, for a POSIX shell. */
public final class RepeatCommand {

  private RepeatCommand() {}

  /**
   * Maven's: the tool's own line in {@code -Dbench}, and {@code -Dllm.…} for what no tool has.
   * Secrets are {@code ***} in it, as in run.json.
   *
   * @param effective {@link BenchOptions#effective()}, or the same map out of run.json, in any
   *     order
   * @throws IllegalArgumentException when the map names no version of a tool
   */
  public static String of(Map<String, String> effective) {
    BenchCommandLine line = BenchCommandLine.of(effective);
    List<String> words = new ArrayList<>(List.of("mvn gatling:test"));
    words.addAll(reading(line, effective));
    words.add("-Dbench='" + line.toString().replace("'", "'\"'\"'") + "'");
    line.settings().forEach((name, value) -> words.add(setting(name, value)));
    return String.join(" ", words);
  }

  /**
   * The launcher's, of a run that it has started: the tool's own line, and {@code -Dllm.…} behind
   * it, which is ours whatever options the tool has. Secrets as above.
   *
   * @param effective as above
   * @throws IllegalArgumentException when the map names no version of a tool
   */
  public static String launched(Map<String, String> effective) {
    BenchCommandLine line = BenchCommandLine.of(effective);
    List<String> words = new ArrayList<>(List.of("./llm-bench", line.bare()));
    words.addAll(reading(line, effective));
    line.settings().forEach((name, value) -> words.add(setting(name, value)));
    return String.join(" ", words);
  }

  /** By which version the line is read, and that the server is the simulated one. */
  private static List<String> reading(BenchCommandLine line, Map<String, String> effective) {
    List<String> words = new ArrayList<>();
    if (!line.compat().isNewest()) {
      words.add(setting(EffectiveOptions.COMPAT, line.compat().label()));
    }
    if (EffectiveOptions.SIMULATED.equals(effective.get(EffectiveOptions.SERVER))) {
      words.add(setting(EffectiveOptions.SERVER, EffectiveOptions.SIMULATED));
    }
    return words;
  }

  private static String setting(String name, String value) {
    return "-D" + Sources.PREFIX + name + "=" + ShellWords.quote(value);
  }
}
