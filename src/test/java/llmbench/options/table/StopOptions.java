package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;

/** When a run sends nothing more: settings of ours, and evalscope 1.14's {@code --duration}. */
public final class StopOptions {

  public static final String MAX_ERROR_RATE = "max-error-rate";
  public static final String MAX_ERRORS = "max-errors";
  public static final String DURATION = "duration";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          OurOption.one(MAX_ERROR_RATE, ValueType.SHARE)
              .honoured(
                  "stops the run, which then counts as failed, when a larger share than this of"
                      + " the finished requests (20 or more) failed"),
          OurOption.one(MAX_ERRORS, ValueType.wholeFrom(0))
              .honoured(
                  "stops the run, which then counts as failed, when more requests than"
                      + " this failed"),
          OurOption.one(DURATION, ValueType.SECONDS)
              .until(EVALSCOPE_1_14)
              .honoured("seconds after which no new request is sent; those in flight end"));

  private StopOptions() {}
}
