package llmbench.options;

import static llmbench.options.Compat.EVALSCOPE_1_1;
import static llmbench.options.Compat.EVALSCOPE_1_14;
import static llmbench.options.Compat.VLLM_0_11;
import static llmbench.options.Compat.VLLM_0_32;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Limits of a request's times: settings of ours where a tool has no option for one. */
final class TimeoutOptions {

  static final String CONNECT = "connect-timeout";
  static final String FIRST_TOKEN = "first-token-timeout";
  static final String IDLE = "idle-timeout";

  /** evalscope's name of the idle timeout. */
  static final String READ = "read-timeout";

  static final String TOTAL = "total-timeout";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          Option.one(CONNECT, ValueType.SECONDS)
              .in(VLLM_0_32, VLLM_0_11)
              .byDefault("10")
              .honoured("seconds until there is a connection; 0: no limit, here and below"),
          Option.one(FIRST_TOKEN, ValueType.SECONDS)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured("seconds from sending a request to its first output token"),
          Option.one(IDLE, ValueType.SECONDS)
              .in(VLLM_0_32, VLLM_0_11)
              .honoured("seconds between two reads, and from sending a request to the first"),
          Option.one(IDLE, ValueType.SECONDS)
              .in(EVALSCOPE_1_14, EVALSCOPE_1_1)
              .sameAs(READ)
              .honoured("another name of --read-timeout"),
          Option.one(TOTAL, ValueType.SECONDS)
              .in(VLLM_0_32, VLLM_0_11)
              .byDefault("21600")
              .honoured("seconds of a request; the default is vLLM bench's own limit"),
          Option.one(TOTAL, ValueType.SECONDS)
              .in(EVALSCOPE_1_1)
              .honoured("seconds of a request; of 1.1, which has no such option"));

  private TimeoutOptions() {}

  /** The limits of a run. */
  static BenchOptions.Timeouts of(Settings settings) {
    boolean evalscope = settings.compat().tool() == Compat.Tool.EVALSCOPE;
    return new BenchOptions.Timeouts(
        limit(settings, CONNECT),
        limit(settings, FIRST_TOKEN),
        limit(settings, evalscope ? READ : IDLE),
        limit(settings, TOTAL));
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
