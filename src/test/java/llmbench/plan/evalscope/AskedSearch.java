package llmbench.plan.evalscope;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.plan.KeptSettings;
import llmbench.plan.PlanException;

/**
 * What a search is asked for. What the tool refuses is refused in its own words: {@code
 * _validate_sla_settings()} of {@code arguments.py} in {@code evalscope/perf} 1.14.1.
 *
 * @param variable what is searched for: {@code parallel} or {@code rate}
 * @param start the first load that is tried
 * @param runs of each load
 * @param multiplier how many times the load is the number of requests
 * @param fixedParallel how many at once, of a search for a rate
 * @param params what is to be kept
 */
public record AskedSearch(
    String variable,
    Bounds bounds,
    int start,
    int runs,
    double multiplier,
    int fixedParallel,
    SlaParams params) {

  private static final String RATE = "rate";

  /** No option of the tool: what comes of {@code parallel} or {@code rate}, and the bounds. */
  private static final String START = "sla-start";

  /** The name of a level. */
  private static final Pattern LEVEL = Pattern.compile("sla_[a-z]+_(\\d+)_run_(\\d+)");

  private static final double DEFAULT_MULTIPLIER = 2;

  /** Whether it searches for a rate. */
  public boolean isOfRates() {
    return variable.equals(RATE);
  }

  /** How many requests a run of a load has: {@code max(1, round(value * multiplier))}. */
  int number(int load) {
    return (int) Math.max(1, Math.rint(load * multiplier));
  }

  /** The directory of a run, and its level's name. */
  String level(int load, int run) {
    return "sla_%s_%d_run_%d".formatted(variable, load, run);
  }

  /** The load of a level of that name. */
  public static int load(String level) {
    return number(level, 1);
  }

  /** Which run of its load a level of that name is, from 0 on. */
  static int run(String level) {
    return number(level, 2);
  }

  private static int number(String level, int group) {
    Matcher name = LEVEL.matcher(level);
    if (!name.matches()) {
      throw new IllegalArgumentException(level + " is no run of a search");
    }
    return Integer.parseInt(name.group(group));
  }

  /**
   * What a level of a search says of it in plan.json.
   *
   * @throws IllegalArgumentException where it says less, or something else
   */
  public static AskedSearch of(Map<String, String> settings) {
    KeptSettings kept = new KeptSettings(settings);
    return new AskedSearch(
        kept.text(EvalscopeSearchOptions.VARIABLE),
        new Bounds(
            kept.whole(EvalscopeSearchOptions.LOWER_BOUND),
            kept.whole(EvalscopeSearchOptions.UPPER_BOUND)),
        kept.whole(START),
        kept.whole(EvalscopeSearchOptions.RUNS),
        kept.number(EvalscopeSearchOptions.NUMBER_MULTIPLIER),
        kept.whole(EvalscopeSearchOptions.FIXED_PARALLEL),
        keptParams(kept.text(EvalscopeSearchOptions.PARAMS)));
  }

  private static SlaParams keptParams(String text) {
    try {
      return SlaParams.of(text);
    } catch (PlanException edited) {
      throw new IllegalArgumentException("plan.json: " + edited.getMessage(), edited);
    }
  }

  /** The same, to be kept. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(EvalscopeSearchOptions.VARIABLE, variable);
    shown.put(EvalscopeSearchOptions.LOWER_BOUND, String.valueOf(bounds.lower()));
    shown.put(EvalscopeSearchOptions.UPPER_BOUND, String.valueOf(bounds.upper()));
    shown.put(START, String.valueOf(start));
    shown.put(EvalscopeSearchOptions.RUNS, String.valueOf(runs));
    shown.put(EvalscopeSearchOptions.NUMBER_MULTIPLIER, String.valueOf(multiplier));
    shown.put(EvalscopeSearchOptions.FIXED_PARALLEL, String.valueOf(fixedParallel));
    shown.put(EvalscopeSearchOptions.PARAMS, params.text());
    return shown;
  }

  /**
   * What the settings ask for.
   *
   * @throws PlanException when there can't be such a search
   */
  static AskedSearch of(Settings settings) {
    AskedLoads loads = new AskedLoads(settings);
    loads.check();
    SlaParams params = params(settings);
    int runs = settings.whole(EvalscopeSearchOptions.RUNS);
    refuse(runs < 1, "--sla-num-runs must be >= 1");
    int lower = settings.whole(EvalscopeSearchOptions.LOWER_BOUND);
    int upper = settings.whole(EvalscopeSearchOptions.UPPER_BOUND);
    refuse(
        lower < 1 || upper < lower,
        "--sla-lower-bound and --sla-upper-bound must satisfy 1 <= lower <= upper");
    int fixed = settings.optionalWhole(EvalscopeSearchOptions.FIXED_PARALLEL).orElse(upper);
    refuse(fixed < 1, "--sla-fixed-parallel must be >= 1");
    double multiplier = multiplier(settings);
    refuse(
        !Double.isFinite(multiplier) || multiplier <= 0,
        "--sla-number-multiplier must be finite and > 0");
    String variable = settings.required(EvalscopeSearchOptions.VARIABLE);
    refuse(
        loads.isOpenLoop() && !variable.equals(RATE),
        "--sla-variable parallel: in an open loop there is no limit of requests in flight that"
            + " could be searched for; give --sla-variable rate");
    double first =
        variable.equals(RATE) ? Double.parseDouble(loads.rates().get(0)) : loads.parallel();
    Bounds bounds = new Bounds(lower, upper);
    checkApi(settings, params);
    return new AskedSearch(
        variable, bounds, bounds.nearest(first), runs, multiplier, fixed, params);
  }

  private static SlaParams params(Settings settings) {
    String text = settings.text(EvalscopeSearchOptions.PARAMS);
    refuse(text == null, "--sla-params requires at least one non-empty criterion group");
    String given = Objects.requireNonNull(text);
    refuse(!PythonJson.required(given).isArray(), "--sla-params: Input should be a valid list");
    refuse(
        PythonJson.required(given).isEmpty(),
        "--sla-params requires at least one non-empty criterion group");
    return SlaParams.of(given);
  }

  private static void checkApi(Settings settings, SlaParams params) {
    String api = settings.required("api");
    boolean pools =
        Arrays.stream(Backend.values())
            .filter(backend -> backend.names(ToolVersion.Tool.EVALSCOPE).contains(api))
            .noneMatch(Backend::hasTokens);
    List<String> missing =
        params.metrics().stream()
            .filter(metric -> pools && !metric.isOfPooling())
            .map(SlaMetric::label)
            .sorted()
            .toList();
    refuse(
        !missing.isEmpty(),
        "Metrics unavailable for %s: %s".formatted(api, String.join(", ", missing)));
  }

  private static double multiplier(Settings settings) {
    String text = settings.text(EvalscopeSearchOptions.NUMBER_MULTIPLIER);
    return text == null ? DEFAULT_MULTIPLIER : Objects.requireNonNull(PythonNumbers.real(text));
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new PlanException(why);
    }
  }
}
