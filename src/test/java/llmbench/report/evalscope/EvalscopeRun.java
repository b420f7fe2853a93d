package llmbench.report.evalscope;

import java.util.Map;

/**
 * What evalscope's report says of a run besides its figures.
 *
 * @param concurrency requests at once; -1 when there is no limit
 * @param requestRate requests that are sent per second; -1 when all are sent at once
 */
public record EvalscopeRun(int concurrency, double requestRate) {

  /** How evalscope writes that there is no limit. */
  private static final int NONE = -1;

  public EvalscopeRun {
    if (!Double.isFinite(requestRate)) {
      throw new IllegalArgumentException(
          "a request rate is a number, and -1 for no limit, not " + requestRate);
    }
  }

  /**
   * By the options of a run, with the names of either tool.
   *
   * @throws IllegalArgumentException when a value is no number
   */
  public static EvalscopeRun of(Map<String, String> options) {
    String users = options.getOrDefault("parallel", options.get("max-concurrency"));
    String rate = options.getOrDefault("rate", options.get("request-rate"));
    return new EvalscopeRun(
        users == null ? NONE : (int) number("concurrency", users),
        rate == null || rate.equals("inf") ? NONE : number("request rate", rate));
  }

  private static double number(String what, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the run's " + what + " is no number: " + value, e);
    }
  }
}
