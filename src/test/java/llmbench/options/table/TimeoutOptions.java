package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;

/** Limits of a request's times: settings of ours where a tool has no option for one. */
public final class TimeoutOptions {

  public static final String CONNECT = "connect-timeout";
  public static final String FIRST_TOKEN = "first-token-timeout";
  public static final String IDLE = "idle-timeout";

  /** evalscope's name of the idle timeout. */
  public static final String READ = "read-timeout";

  public static final String TOTAL = "total-timeout";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          Option.one(CONNECT, ValueType.SECONDS)
              .byDefault("10")
              .honoured("seconds to connect; 0: no limit, as for the next ones"),
          OurOption.one(FIRST_TOKEN, ValueType.SECONDS)
              .honoured("seconds from sending a request to its first output token"),
          Option.one(IDLE, ValueType.SECONDS)
              .honoured("seconds between two reads, and from sending a request to the first"),
          EvalscopeOption.one(IDLE, ValueType.SECONDS)
              .sameAs(READ)
              .honoured("another name of --read-timeout"),
          Option.one(TOTAL, ValueType.SECONDS)
              .byDefault("21600")
              .honoured("seconds for a whole request; the default is vLLM bench's own limit"),
          EvalscopeOption.one(TOTAL, ValueType.SECONDS)
              .until(EVALSCOPE_1_14)
              .honoured("seconds for a whole request; of 1.1, which has no such option"));

  private TimeoutOptions() {}
}
