package llmbench.options.read;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ProgressForm;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.slo.Slo;
import llmbench.options.slo.SloStatistic;
import llmbench.options.table.GatlingOptions;
import llmbench.options.table.ProgressOptions;
import llmbench.options.table.StartupOptions;
import llmbench.options.table.StopOptions;
import org.jspecify.annotations.Nullable;

/** Reads the settings that this project has beside the tools' options. */
final class ProjectSettings {

  static final String NO_BASELINE =
      "expected -Dllm.baseline=RUN_DIRECTORY_OR_RESULT_JSON beside it, since a limit is from a"
          + " baseline";

  private static final String GATLING_PROGRESS_FLAG =
      "-D" + Sources.PREFIX + GatlingOptions.PROGRESS;

  private ProjectSettings() {}

  /** The rules of a run. */
  static BenchOptions.StopRules stops(Settings settings) {
    @Nullable String rate = settings.text(StopOptions.MAX_ERROR_RATE);
    return new BenchOptions.StopRules(
        rate == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(new BigDecimal(rate).doubleValue()),
        settings.optionalWhole(StopOptions.MAX_ERRORS),
        settings.seconds(StopOptions.DURATION));
  }

  /** How long, at most. */
  static Duration jvmWarmUp(Settings settings) {
    return settings.seconds(StartupOptions.JVM_WARMUP).orElseThrow();
  }

  /** Where to, if at all. */
  static Optional<Path> heapDump(Settings settings) {
    return Optional.ofNullable(settings.text(StartupOptions.HEAP_DUMP)).map(Path::of);
  }

  /** Whoever wants no progress bar wants none of ours. */
  static ProgressForm progress(Settings settings) {
    if (settings.isOn(ProgressOptions.DISABLED)) {
      return ProgressForm.OFF;
    }
    String word = settings.text(ProgressOptions.NAME);
    return word == null
        ? ProgressForm.AUTOMATIC
        : ProgressForm.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether TTFT is logged as a group. */
  static boolean ttftGroup(Settings settings) {
    return settings.isOn(GatlingOptions.TTFT);
  }

  /** Gatling reads its configuration, and with it this one property, before anyone asks us. */
  static void checkGatling(Settings settings) {
    if (!settings.isWritten(GatlingOptions.PROGRESS, GATLING_PROGRESS_FLAG)) {
      settings.problem(
          GatlingOptions.PROGRESS,
          "only Gatling can do that: give " + GATLING_PROGRESS_FLAG + "=console",
          GatlingOptions.PROGRESS);
    }
  }

  /**
   * Refuses a limit on the goodput where the goodput has none itself, and limits on times of tokens
   * where an answer has no tokens.
   */
  static void checkSlos(Settings settings, Backend backend) {
    String text = settings.text(Slo.OPTION);
    if (!backend.hasTokens()) {
      checkTokenless(settings, backend, text == null ? List.of() : Slo.list(text));
    }
    List<Slo> slos = text == null ? List.of() : Slo.list(text);
    checkBaseline(settings, slos);
    boolean needsGoodput = slos.stream().anyMatch(slo -> slo.statistic().quantity().needsGoodput());
    if (needsGoodput && settings.words("goodput").isEmpty()) {
      settings.problem(
          Slo.OPTION,
          "expected --goodput beside it, such as goodput='ttft:200 tpot:10': without its limits"
              + " there is no goodput",
          Slo.OPTION,
          "goodput");
    }
  }

  /** The report reads it, after the run: what is not there is better said before. */
  private static void checkBaseline(Settings settings, List<Slo> slos) {
    String baseline = settings.text(Slo.BASELINE);
    if (Slo.needBaseline(slos) && baseline == null) {
      settings.problem(Slo.OPTION, NO_BASELINE, Slo.OPTION);
    } else if (baseline != null && !Slo.needBaseline(slos)) {
      settings.problem(
          Slo.BASELINE,
          "expected a limit from it, such as -Dllm.slo='p99_ttft<=baseline+5%'",
          Slo.BASELINE);
    } else if (baseline != null && !Files.exists(Path.of(baseline))) {
      settings.problem(
          Slo.BASELINE,
          "there is nothing; expected a run directory, or a result JSON of vLLM bench",
          Slo.BASELINE);
    }
  }

  private static void checkTokenless(Settings settings, Backend backend, List<Slo> slos) {
    for (Slo slo : slos) {
      if (slo.statistic().quantity().timesTokens()) {
        settings.problem(
            Slo.OPTION,
            noTokens(slo.statistic().name(), backend, "mean_e2el or p99_e2el"),
            Slo.OPTION);
      }
    }
    for (String word : settings.words("goodput")) {
      String metric = word.substring(0, Math.max(0, word.indexOf(':')));
      if (SloStatistic.timesTokens(metric)) {
        settings.problem("goodput", noTokens(metric, backend, "e2el"), "goodput");
      }
    }
  }

  private static String noTokens(String name, Backend backend, String instead) {
    return name
        + " is a time of tokens, and the answers of "
        + backend.label()
        + " ("
        + backend.what()
        + ") have none; limit "
        + instead
        + " instead";
  }
}
