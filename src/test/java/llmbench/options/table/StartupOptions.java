package llmbench.options.table;

import java.util.List;

/**
 * What the client does for itself before the clock starts, and where it can't go on: settings of
 * ours.
 */
public final class StartupOptions {

  public static final String JVM_WARMUP = "jvm-warmup";

  public static final String HEAP_DUMP = "heap-dump";

  public static final String DRY_RUN = "dry-run";

  public static final String RESUME = "resume";

  static final List<Option> OURS =
      List.of(
          OurOption.one(JVM_WARMUP, ValueType.SECONDS)
              .byDefault("3")
              .honoured("the most seconds that the client warms up its own code; 0: not at all"),
          OurOption.flag(DRY_RUN)
              .honoured(
                  "makes all requests, says how long prompts and answers are and what the first"
                      + " request is, and sends nothing: no server is asked"),
          OurOption.one(RESUME, ValueType.PATH)
              .honoured(
                  "the directory of a run of several levels that didn't come to its end: what it"
                      + " has measured is taken over, and the rest is measured"),
          OurOption.one(HEAP_DUMP, ValueType.PATH)
              .honoured(
                  "a directory, such as target: what is in the client's memory when that runs out"
                      + " is written there, with every key in it; by default it is not written"));

  private StartupOptions() {}
}
