package llmbench.metrics.levels;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What levels of load differ in. */
public enum LoadKind {
  /** Requests in flight. */
  AT_ONCE("requests at once"),
  /** Requests a second. */
  PER_SECOND("requests a second");

  private final String unit;

  LoadKind(String unit) {
    this.unit = unit;
  }

  /** In words, behind a number. */
  public String unit() {
    return unit;
  }

  /**
   * That of these runs: the rate, if they differ in it or have no other limit.
   *
   * @param runs at least one
   */
  static LoadKind of(List<LevelRun> runs) {
    long rates = runs.stream().mapToDouble(LevelRun::perSecond).distinct().count();
    boolean paced = runs.stream().allMatch(run -> Double.isFinite(run.perSecond()));
    boolean limited = runs.stream().anyMatch(run -> run.atOnce().isPresent());
    return rates > 1 || (paced && !limited) ? PER_SECOND : AT_ONCE;
  }

  /** The load of a run; without any limit all of its requests are in flight at once. */
  double load(LevelRun run) {
    return switch (this) {
      case PER_SECOND -> run.perSecond();
      case AT_ONCE ->
          run.atOnce().isPresent() ? run.atOnce().getAsInt() : Math.max(1, run.requests());
    };
  }

  /** A load in words, such as {@code 64 at once}. */
  public String words(double load) {
    String number = number(load);
    return switch (this) {
      case AT_ONCE -> number + " at once";
      case PER_SECOND ->
          Double.isInfinite(load)
              ? "an endless rate"
              : number + (load == 1 ? " request" : " requests") + " a second";
    };
  }

  /** A load as a number; {@code inf} without a limit. */
  public String number(double load) {
    if (Double.isInfinite(load)) {
      return "inf";
    }
    return load == Math.rint(load)
        ? String.format(Locale.ROOT, "%,.0f", load)
        : BigDecimal.valueOf(load).stripTrailingZeros().toPlainString();
  }
}
