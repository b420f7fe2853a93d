package llmbench.options.table;

import java.util.List;

/** The search for the highest load that keeps the SLOs of a run. */
public final class SearchOptions {

  public static final String SEARCH = "search";
  public static final String FROM = "search-from";
  public static final String LEAST = "search-least";
  public static final String MOST = "search-most";
  public static final String REQUESTS = "search-requests";

  /** What can be searched for, by vLLM bench's name of it. */
  public static final String MAX_CONCURRENCY = "max-concurrency";

  public static final String REQUEST_RATE = "request-rate";

  static final List<Option> OURS =
      List.of(
          OurOption.choice(SEARCH, MAX_CONCURRENCY, REQUEST_RATE)
              .honoured(
                  "finds the most of it with which every limit of -Dllm.slo is kept, in whole"
                      + " numbers or in the decimals of the next three: docs/sweeps.md"),
          OurOption.one(FROM, ValueType.FACTOR)
              .honoured(
                  "the load that a search measures first; 8. With decimals, of a rate, such as 0.5,"
                      + " it goes in steps of a tenth"),
          OurOption.one(LEAST, ValueType.FACTOR)
              .honoured("the least load that a search measures; 1, or one step"),
          OurOption.one(MOST, ValueType.FACTOR)
              .honoured("the most load that a search measures; 1024"),
          OurOption.one(REQUESTS, ValueType.wholeFrom(1))
              .honoured(
                  "the fewest requests by which a search judges a load, 200; at least five for"
                      + " each in flight, or ten seconds of a rate. Where the limits can't be told"
                      + " kept or broken, up to eight times as many"));

  private SearchOptions() {}
}
