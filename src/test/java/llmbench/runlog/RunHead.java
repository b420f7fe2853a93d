package llmbench.runlog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.timeline.RunFacts;

/**
 * What a run was, in a word or a line each: what stands above its figures. All of it are texts from
 * outside; none holds a secret.
 *
 * @param model that was asked; empty when it isn't known
 * @param label that its user gave it; empty when he gave none
 * @param compat whose requests it sent, and by whose definitions it is reported
 * @param server its URL, or {@link #SIMULATED}; empty when it isn't known
 * @param load what was sent, in words; empty when it isn't known
 * @param startedAt ISO-8601 in UTC; empty when it isn't known
 * @param startEpochSeconds of the clock zero
 * @param endEpochSeconds when recording ended; empty of a run that was killed
 * @param version of the project that measured it; empty when it isn't known
 */
public record RunHead(
    String model,
    String label,
    String compat,
    String server,
    String load,
    String startedAt,
    OptionalDouble startEpochSeconds,
    OptionalDouble endEpochSeconds,
    String version) {

  /** The server, where it is our own. */
  public static final String SIMULATED = "simulated";

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  /**
   * By a run's options and facts.
   *
   * @param options by the names of either tool
   * @param runs that are this run together; empty for another tool's result
   */
  public static RunHead of(Map<String, String> options, List<RecordedRun> runs) {
    List<RunFacts> facts =
        runs.stream().map(RecordedRun::facts).flatMap(Stream::ofNullable).toList();
    Optional<RunFacts> first = facts.stream().findFirst();
    boolean ended = !facts.isEmpty() && facts.stream().allMatch(one -> one.endNanos() != null);
    return new RunHead(
        first(options, "model", "served-model-name"),
        first(options, "label"),
        first(options, "compat"),
        server(options),
        load(options),
        first.map(RunFacts::startedAt).orElse(""),
        first.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(start(first.get())),
        ended ? facts.stream().mapToDouble(RunHead::end).max() : OptionalDouble.empty(),
        first.map(one -> one.versions().getOrDefault("llm-bench", "")).orElse(""));
  }

  /** Whether the server was our own. */
  public boolean isSimulated() {
    return server.equals(SIMULATED);
  }

  private static double start(RunFacts facts) {
    return facts.clockZeroEpochMillis() / MILLIS;
  }

  private static double end(RunFacts facts) {
    Long end = facts.endNanos();
    return start(facts) + (end == null ? 0 : end / NANOS);
  }

  private static String first(Map<String, String> options, String... names) {
    for (String name : names) {
      String value = options.getOrDefault(name, "");
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }

  private static String server(Map<String, String> options) {
    if (SIMULATED.equals(options.get("server"))) {
      return SIMULATED;
    }
    String url = first(options, "url");
    String base = first(options, "base-url");
    if (base.isEmpty() && options.containsKey("host")) {
      String host = first(options, "host");
      base = "http://" + (host.contains(":") ? "[" + host + "]" : host);
      base += options.containsKey("port") ? ":" + first(options, "port") : "";
    }
    if (url.isEmpty() && !base.isEmpty()) {
      url = base + first(options, "endpoint");
    }
    return url.replaceFirst("//[^/?#]*@", "//").replaceFirst("(?s)[?#].*", "");
  }

  /** Such as {@code 50 in flight at once, 500 prompts, random 100/100}. */
  private static String load(Map<String, String> options) {
    OptionalInt atOnce = number(options, "max-concurrency", "parallel");
    OptionalInt prompts = number(options, "num-prompts", "number");
    String load = atOnce.isPresent() ? counted(atOnce.getAsInt()) + " in flight at once" : "";
    if (prompts.isPresent()) {
      String all = counted(prompts.getAsInt()) + " prompts";
      load = load.isEmpty() ? "all " + all + " at once" : load + ", " + all;
    }
    String dataset = first(options, "dataset-name", "dataset");
    String in = first(options, "random-input-len", "max-prompt-length");
    String out = first(options, "random-output-len", "max-tokens");
    if (!dataset.isEmpty()) {
      load += (load.isEmpty() ? "" : ", ") + dataset;
      load += in.isEmpty() || out.isEmpty() ? "" : " " + in + "/" + out;
    }
    return load;
  }

  private static String counted(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static OptionalInt number(Map<String, String> options, String... names) {
    String text = first(options, names);
    try {
      return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException odd) {
      return OptionalInt.empty();
    }
  }
}
