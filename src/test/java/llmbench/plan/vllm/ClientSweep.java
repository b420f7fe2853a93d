package llmbench.plan.vllm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.Level;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;
import llmbench.plan.CachesToReset;
import llmbench.plan.Levels;
import llmbench.plan.LoadSweep;
import llmbench.plan.LoadSweep.Setting;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;
import llmbench.plan.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * The sweeps of vLLM's Rust client, by options of {@code vllm bench serve} itself: {@code
 * --sweep-max-concurrency}, {@code --sweep-request-rate}, {@code --num-runs} ({@code
 * rust/src/bench/src/sweep.rs} and {@code multi_run.rs}).
 */
public final class ClientSweep implements RunPlan {

  private static final String MAX_CONCURRENCY = "sweep-max-concurrency";
  private static final String REQUEST_RATE = "sweep-request-rate";
  private static final String NUM_PROMPTS_FACTOR = "sweep-num-prompts-factor";
  private static final String SUMMARY_PERCENTILES = "sweep-summary-percentiles";
  private static final String RESET_PREFIX_CACHE = "reset-prefix-cache";
  private static final String NUM_RUNS = "num-runs";

  private static final ValueType USERS =
      listOf("whole numbers from 1 with commas between, such as 1,10,100", ClientSweep::isUsers);

  private static final ValueType RATES =
      listOf(
          "numbers above 0, or inf, with commas between, such as 1,2.5,inf",
          ValueType.POSITIVE.fits());

  static final List<Option> OPTIONS =
      List.of(
              Option.one(MAX_CONCURRENCY, USERS),
              Option.one(REQUEST_RATE, RATES),
              Option.one(NUM_PROMPTS_FACTOR, ValueType.wholeFrom(1)),
              Option.one(SUMMARY_PERCENTILES, ValueType.PERCENTILES).byDefault(""),
              Option.flag(RESET_PREFIX_CACHE),
              Option.one(NUM_RUNS, ValueType.wholeFrom(1)).byDefault("1"))
          .stream()
          .map(option -> option.honoured(""))
          .toList();

  /** A list of values that each fit. */
  private static ValueType listOf(String expected, Predicate<String> fits) {
    return new ValueType(expected, text -> values(text).stream().allMatch(fits), text -> text);
  }

  private static List<String> values(String text) {
    return List.of(text.split(",", -1)).stream().map(String::strip).toList();
  }

  private static boolean isUsers(String value) {
    return ValueType.wholeFrom(1).fits().test(value);
  }

  @Override
  public String name() {
    return LoadSweep.NAME;
  }

  @Override
  public boolean isAskedBy(Sources sources) {
    return SweepWords.of(sources, OPTIONS).isAny();
  }

  @Override
  public Levels levels(Sources sources) {
    SweepWords words = SweepWords.of(sources, OPTIONS);
    Problems problems = new Problems();
    Map<String, Given> given = Level.of(words.given(problems), true, problems);
    Settings settings =
        new Settings(ToolVersion.Tool.VLLM.newest(), given, problems, ClientSweep::option);
    List<Setting> loads = loads(settings);
    check(settings, loads);
    try {
      problems.throwIfAny();
    } catch (OptionsException e) {
      throw new PlanException(String.valueOf(e.getMessage()));
    }
    Surroundings around = Surroundings.NONE;
    if (settings.isOn(RESET_PREFIX_CACHE)) {
      around =
          around.resettingBefore(
              new CachesToReset(Optional.empty(), List.of("/reset_prefix_cache")));
    }
    return LoadSweep.levels(
        words.rest(),
        loads,
        settings.whole(NUM_RUNS),
        around,
        Map.of("percentiles", settings.required(SUMMARY_PERCENTILES)));
  }

  private static @Nullable Option option(ToolVersion version, String name) {
    return OPTIONS.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  private static List<Setting> loads(Settings settings) {
    List<Setting> loads = new ArrayList<>();
    String users = settings.text(MAX_CONCURRENCY);
    String rates = settings.text(REQUEST_RATE);
    if (users != null) {
      values(users).forEach(value -> loads.add(users(value, settings)));
    } else if (rates != null) {
      values(rates).forEach(value -> loads.add(rate(value)));
    } else {
      loads.add(Setting.AS_IT_IS);
    }
    return loads;
  }

  private static Setting users(String value, Settings settings) {
    String users = ValueType.wholeFrom(1).normal().apply(value);
    return settings.isGiven(NUM_PROMPTS_FACTOR)
        ? new Setting(
            "concurrency-" + users,
            Map.of("max-concurrency", users, "num-prompts", prompts(users, settings)))
        : new Setting("concurrency-" + users, Map.of("max-concurrency", users));
  }

  /** As many as each user sends, times users. */
  private static String prompts(String users, Settings settings) {
    String factor = settings.text(NUM_PROMPTS_FACTOR);
    return factor == null
        ? users
        : new BigDecimal(users).multiply(new BigDecimal(factor)).toPlainString();
  }

  private static Setting rate(String value) {
    double rate = Double.valueOf(String.valueOf(PythonNumbers.real(value)));
    String text = PythonNumbers.repr(rate);
    String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return new Setting("rate-" + plain, Map.of("request-rate", plain));
  }

  private static void check(Settings settings, List<Setting> loads) {
    if (settings.isGiven(MAX_CONCURRENCY) && settings.isGiven(REQUEST_RATE)) {
      settings.problem(
          REQUEST_RATE,
          "one sweep at a time: leave out this one or --" + MAX_CONCURRENCY,
          REQUEST_RATE);
    }
    if (settings.isGiven(NUM_PROMPTS_FACTOR) && !settings.isGiven(MAX_CONCURRENCY)) {
      settings.problem(
          NUM_PROMPTS_FACTOR,
          "says how many prompts each concurrency gets; give --" + MAX_CONCURRENCY + " with it",
          NUM_PROMPTS_FACTOR);
    }
    Set<String> labels = new HashSet<>();
    String swept = settings.isGiven(MAX_CONCURRENCY) ? MAX_CONCURRENCY : REQUEST_RATE;
    if (!loads.stream().map(Setting::label).allMatch(labels::add)) {
      settings.problem(
          swept, "has a value twice; --" + NUM_RUNS + " measures each as often as you want", swept);
    }
  }
}
