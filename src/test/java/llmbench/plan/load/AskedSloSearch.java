package llmbench.plan.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Settings;
import llmbench.options.slo.Slo;
import llmbench.options.table.SearchOptions;
import llmbench.plan.FirstWaves;
import llmbench.plan.KeptSettings;
import llmbench.plan.LevelOutcome;
import llmbench.plan.PlanException;

/**
 * What a search was asked for.
 *
 * @param variable what is searched for: max-concurrency or request-rate
 * @param start is measured first
 * @param least load that is measured
 * @param most load that is measured
 * @param requests the fewest with which a load is measured
 */
public record AskedSloSearch(String variable, int start, int least, int most, int requests) {

  private static final int DEFAULT_START = 8;
  private static final int DEFAULT_MOST = 1_024;
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
    AskedSloSearch asked =
        new AskedSloSearch(
            variable,
            settings.optionalWhole(SearchOptions.FROM).orElse(DEFAULT_START),
            settings.optionalWhole(SearchOptions.LEAST).orElse(1),
            settings.optionalWhole(SearchOptions.MOST).orElse(DEFAULT_MOST),
            settings.optionalWhole(SearchOptions.REQUESTS).orElse(DEFAULT_REQUESTS));
    if (asked.least > asked.most) {
      throw new PlanException(
          "-Dllm.search-least="
              + asked.least
              + " is more than -Dllm.search-most="
              + asked.most
              + ": there is no load between.");
    }
    return asked;
  }

  /**
   * What a level of a search says of it in plan.json.
   *
   * @throws IllegalArgumentException where it says less, or something else
   */
  public static AskedSloSearch of(Map<String, String> settings) {
    KeptSettings kept = new KeptSettings(settings);
    return new AskedSloSearch(
        kept.text(SearchOptions.SEARCH),
        kept.whole(SearchOptions.FROM),
        kept.whole(SearchOptions.LEAST),
        kept.whole(SearchOptions.MOST),
        kept.whole(SearchOptions.REQUESTS));
  }

  /** The same, to be kept. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(SearchOptions.SEARCH, variable);
    shown.put(SearchOptions.FROM, String.valueOf(start));
    shown.put(SearchOptions.LEAST, String.valueOf(least));
    shown.put(SearchOptions.MOST, String.valueOf(most));
    shown.put(SearchOptions.REQUESTS, String.valueOf(requests));
    return shown;
  }

  /** The level of a part. */
  String name(Part part) {
    String load = (isOfRates() ? "rate-" : "concurrency-") + part.load();
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
    long first = Math.max(requests, (long) (isOfRates() ? SECONDS : WAVES) * part.load());
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
