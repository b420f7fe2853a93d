package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;

/** When requests are sent, beyond what the tools have: settings of ours. */
public final class ArrivalOptions {

  public static final String ARRIVALS = "arrivals";

  /** The value of {@link #ARRIVALS} by which all gaps are the same. */
  public static final String EVEN = "even";

  public static final String TIMES = "arrival-times";
  public static final String SPEED = "arrival-speed";

  /** evalscope 1.14 has it as an option of its own. */
  public static final String OPEN_LOOP = "open-loop";

  public static final String SPARE_CONNECTIONS = "spare-connections";

  /** The value of {@link #SPARE_CONNECTIONS} by which their number is found. */
  public static final String AUTO = "auto";

  public static final String STOP_WHEN_SATURATED = "stop-when-saturated";

  /** Of vLLM bench's requests; evalscope 1.14 has an option of its own. */
  public static final String LOAD_WARMUPS = "load-warmups";

  /** Ends a value of {@link #LOAD_WARMUPS} that counts what each place in flight sends. */
  public static final String EACH = "x";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          OurOption.choice(ARRIVALS, "as-the-tool", EVEN)
              .byDefault("as-the-tool")
              .honoured("even: all gaps of the rate are the same, nothing is drawn"),
          OurOption.one(TIMES, ValueType.PATH)
              .honoured(
                  "a file with a JSON object on each line, whose timestamp says when a request is"
                      + " sent (seconds, or 2023-11-14T22:13:20Z), instead of a rate; as many times"
                      + " as requests, or more; the first request is sent at once"),
          OurOption.one(SPEED, ValueType.FACTOR)
              .byDefault("1.0")
              .honoured("2 sends twice as fast as the file's times say"),
          OurOption.flag(OPEN_LOOP)
              .until(EVALSCOPE_1_14)
              .honoured(
                  "the rate alone says when: no limit of requests in flight, the reference run's"
                      + " neither"),
          OurOption.one(SPARE_CONNECTIONS, ValueType.COUNT_OR_AUTO)
              .byDefault(AUTO)
              .honoured(
                  "with a rate: open connections ahead of need, so that a request needn't wait for"
                      + " one; 0: each is opened when it is needed, as by the tools"),
          OurOption.one(LOAD_WARMUPS, ValueType.COUNT_OR_WAVES)
              .honoured(
                  "before vLLM bench's requests: so many more, or with 2x twice --max-concurrency,"
                      + " go first as part of the load and are in no figure"),
          OurOption.flag(STOP_WHEN_SATURATED)
              .honoured(
                  "with a rate and no limit of requests in flight: ends the run, with that reason,"
                      + " once the server is seen not to keep up"));

  private ArrivalOptions() {}
}
