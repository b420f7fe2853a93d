package llmbench.options.read;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.TimeoutOptions;

/** Reads the limits of a request's times. */
final class TimeLimits {

  private TimeLimits() {}

  /** The limits of a run. */
  static BenchOptions.Timeouts of(Settings settings) {
    boolean evalscope = settings.compat().tool() == ToolVersion.Tool.EVALSCOPE;
    return new BenchOptions.Timeouts(
        limit(settings, TimeoutOptions.CONNECT),
        limit(settings, TimeoutOptions.FIRST_TOKEN),
        limit(settings, evalscope ? TimeoutOptions.READ : TimeoutOptions.IDLE),
        limit(settings, TimeoutOptions.TOTAL));
  }

  /** aiohttp takes 0 for no limit; what is less than a nanosecond is not. */
  private static Optional<Duration> limit(Settings settings, String name) {
    String text = settings.text(name);
    return text == null || new BigDecimal(text).signum() == 0
        ? Optional.empty()
        : settings.seconds(name).map(limit -> limit.isZero() ? Duration.ofNanos(1) : limit);
  }

  /** Whole seconds, rounded up; 0 where the option has no value. */
  static int wholeSeconds(Settings settings, String name) {
    String text = settings.text(name);
    return text == null ? 0 : (int) Math.ceil(Objects.requireNonNull(PythonNumbers.real(text)));
  }
}
