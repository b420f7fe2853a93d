package llmbench.plan.load;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Settings;
import llmbench.options.slo.Slo;
import llmbench.options.table.SearchOptions;
import llmbench.plan.FirstWaves;
import llmbench.plan.KeptSettings;
import llmbench.plan.LevelOutcome;
import llmbench.plan.PlanException;

/**
 * What a search was asked for. Loads are counted in its steps.
 *
 * @param variable what is searched for: max-concurrency or request-rate
 * @param step what loads differ by
 * @param start is measured first
 * @param least load that is measured
 * @param most load that is measured
 * @param requests the fewest with which a load is measured
 */
public record AskedSloSearch(
    String variable, LoadStep step, int start, int least, int most, int requests) {

  private static final String DEFAULT_START = "8";
  private static final String DEFAULT_MOST = "1024";
  private static final int DEFAULT_REQUESTS = 200;

  /** A load is measured in parts until it can be judged, each as long as all before it. */
  static final int MOST_PARTS = 4;

  /** Of as many requests as are in flight: so many are judged at least. */
  private static final int WAVES = 5;

  private static final int SECONDS = 10;

  /**
   * A part of what a load is measured with.
   *
   * @param number from 0 on
   */
  record Part(int load, int number) {}

  /** What these settings ask for. */
  static AskedSloSearch of(Settings settings) {
    String variable = settings.text(SearchOptions.SEARCH);
    if (variable == null) {
      throw new PlanException(
          "-Dllm.search is missing: it says what is searched for, max-concurrency or request-rate,"
              + " and the other -Dllm.search-… options go with it.");
    }
    if (settings.text(Slo.OPTION) == null) {
      throw new PlanException(SloSearch.missingSlo());
    }
    String start = given(settings, SearchOptions.FROM, variable).orElse(DEFAULT_START);
    String most = given(settings, SearchOptions.MOST, variable).orElse(DEFAULT_MOST);
    Optional<String> least = given(settings, SearchOptions.LEAST, variable);
    LoadStep step = LoadStep.of(List.of(start, most, least.orElse(start)));
    AskedSloSearch asked =
        new AskedSloSearch(
            variable,
            step,
            step.steps(start),
            least.map(step::steps).orElse(1),
            step.steps(most),
            settings.optionalWhole(SearchOptions.REQUESTS).orElse(DEFAULT_REQUESTS));
    if (asked.least > asked.most) {
      throw new PlanException(
          "-Dllm.search-least="
              + step.text(asked.least)
              + " is more than -Dllm.search-most="
              + step.text(asked.most)
              + ": there is no load between.");
    }
    return asked;
  }

  private static Optional<String> given(Settings settings, String name, String variable) {
    Optional<String> load = Optional.ofNullable(settings.text(name));
    boolean isRate = variable.equals(SearchOptions.REQUEST_RATE);
    if (!isRate
        && load.filter(each -> new BigDecimal(each).stripTrailingZeros().scale() > 0).isPresent()) {
      throw new PlanException(
          "-Dllm."
              + name
              + "="
              + load.get()
              + ": expected a whole number, as so many requests are in flight at once.");
    }
    return load;
  }

  /**
   * What a level of a search says of it in plan.json.
   *
   * @throws IllegalArgumentException where it says less, or something else
   */
  public static AskedSloSearch of(Map<String, String> settings) {
    KeptSettings kept = new KeptSettings(settings);
    String start = load(kept, SearchOptions.FROM);
    String least = load(kept, SearchOptions.LEAST);
    String most = load(kept, SearchOptions.MOST);
    LoadStep step = LoadStep.of(List.of(start, least, most));
    return new AskedSloSearch(
        kept.text(SearchOptions.SEARCH),
        step,
        step.steps(start),
        step.steps(least),
        step.steps(most),
        kept.whole(SearchOptions.REQUESTS));
  }

  private static String load(KeptSettings kept, String name) {
    var unused = kept.number(name);
    return kept.text(name);
  }

  /** The same, to be kept. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(SearchOptions.SEARCH, variable);
    shown.put(SearchOptions.FROM, step.text(start));
    shown.put(SearchOptions.LEAST, step.text(least));
    shown.put(SearchOptions.MOST, step.text(most));
    shown.put(SearchOptions.REQUESTS, String.valueOf(requests));
    return shown;
  }

  /** A load, as it is written. */
  public String text(int load) {
    return step.text(load);
  }

  /** The level of a part. */
  String name(Part part) {
    String load = (isOfRates() ? "rate-" : "concurrency-") + text(part.load());
    return part.number() == 0 ? load : load + "-more-" + part.number();
  }

  /** The load that a level is a part of, by the name of its first part. */
  static String load(String level) {
    return level.replaceFirst("-more-\\d+$", "");
  }

  boolean isOfRates() {
    return variable.equals(SearchOptions.REQUEST_RATE);
  }

  /** How many requests a part has; of those at once the first waves aren't judged. */
  long requests(Part part) {
    double load = step.load(part.load()).doubleValue();
    long first = Math.max(requests, (long) Math.ceil((isOfRates() ? SECONDS : WAVES) * load));
    long judged = part.number() < 2 ? first : first << (part.number() - 1);
    return isOfRates() ? judged : judged + (long) FirstWaves.UNJUDGED * part.load();
  }

  /**
   * The answer, of all that was measured.
   *
   * @throws MeasuredLoads.NotMeasured where a part is missing
   */
  public HighestLoad answer(List<LevelOutcome> outcomes) {
    MeasuredLoads measured = new MeasuredLoads(this, outcomes);
    return HighestLoad.of(measured, start, least, most);
  }

  /** What is known of a load so far; null where it wasn't measured. */
  public MeasuredLoads measured(List<LevelOutcome> outcomes) {
    return new MeasuredLoads(this, outcomes);
  }
}
