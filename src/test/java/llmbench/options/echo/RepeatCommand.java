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
   * The command: the tool's own line in {@code -Dbench}, and {@code -Dllm.…} for what no tool has.
   * Secrets are {@code ***} in it, as in run.json.
   *
   * @param effective {@link BenchOptions#effective()}, or the same map out of run.json, in any
   *     order
   * @throws IllegalArgumentException when the map names no version of a tool
   */
  public static String of(Map<String, String> effective) {
    BenchCommandLine line = BenchCommandLine.of(effective);
    List<String> words = new ArrayList<>(List.of("mvn gatling:test"));
    if (!line.compat().isNewest()) {
      words.add(setting(EffectiveOptions.COMPAT, line.compat().label()));
    }
    if (EffectiveOptions.SIMULATED.equals(effective.get(EffectiveOptions.SERVER))) {
      words.add(setting(EffectiveOptions.SERVER, EffectiveOptions.SIMULATED));
    }
    words.add("-Dbench='" + line.toString().replace("'", "'\"'\"'") + "'");
    line.settings().forEach((name, value) -> words.add(setting(name, value)));
    return String.join(" ", words);
  }

  private static String setting(String name, String value) {
    return "-D" + Sources.PREFIX + name + "=" + ShellWords.quote(value);
  }
}
