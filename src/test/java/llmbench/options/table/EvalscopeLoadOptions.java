package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.one;
import static llmbench.options.table.EvalscopeOption.some;

import java.util.List;

/** evalscope: how many requests at once, and when. */
public final class EvalscopeLoadOptions {

  private static final String RATE =
      "requests a second, sent at the tool's own times for the seed; -1: without times";

  /** Whether conversations are played, instead of single requests. */
  public static final String MULTI_TURN = "multi-turn";

  public static final String SLEEP_INTERVAL = "sleep-interval";
  public static final String TASK_MULTIPLIER = "in-flight-task-multiplier";

  private static final String PYTHON = "a knob of evalscope's own queues, which aren't here";

  /** Why several values are refused where they are no sweep. */
  public static final String ONE_RUN =
      "several values are a sweep of " + EVALSCOPE_1_14.labelsSince() + "; give one value here";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Load",
          List.of(
              some("number", ValueType.wholeFrom(1))
                  .byDefault("1000")
                  .honoured(
                      "how many requests; several values, as many as of --parallel (in an open loop"
                          + " of --rate), are a sweep, since 1.14: one run after the other"),
              some("parallel", ValueType.wholeFrom(1))
                  .byDefault("1")
                  .honoured("how many at once; several values are a sweep, since 1.14"),
              some("rate", ValueType.RATE_OR_NONE)
                  .since(EVALSCOPE_1_14)
                  .byDefault("-1")
                  .honoured(
                      RATE
                          + "; several values are a sweep of an open loop, of which a closed one"
                          + " takes the first"),
              one("rate", ValueType.WHOLE_RATE_OR_NONE)
                  .until(EVALSCOPE_1_14)
                  .byDefault("-1")
                  .honoured(RATE),
              one("warmup-num", ValueType.FINITE)
                  .since(EVALSCOPE_1_14)
                  .byDefault("0")
                  .honoured(
                      "requests that go first and aren't measured, in the same loop, in an open"
                          + " loop by a schedule of their own, which is over before the other"
                          + " begins; below 1 a share of --number, below 0 none"),
              flag(ArrivalOptions.OPEN_LOOP)
                  .since(EVALSCOPE_1_14)
                  .honoured("the rate alone says when: --parallel counts for nothing"),
              one(StopOptions.DURATION, ValueType.SECONDS)
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "seconds from the first measured request on, in an open loop from the"
                          + " beginning; those in flight end, and a closed loop still sends what it"
                          + " has made ready, as the tool does"),
              one(SLEEP_INTERVAL, ValueType.wholeFrom(0))
                  .byDefault("5")
                  .honoured("seconds of a pause between the runs of a sweep or search"),
              one("db-commit-interval", ValueType.whole())
                  .byDefault("1000")
                  .harmless("rows per commit of evalscope's database, which isn't written here"),
              one("queue-size-multiplier", ValueType.whole()).byDefault("5").harmless(PYTHON),
              one(TASK_MULTIPLIER, ValueType.wholeFrom(1))
                  .since(EVALSCOPE_1_14)
                  .byDefault("2")
                  .honoured(
                      "with --duration in a closed loop: so many times --parallel requests are made"
                          + " ready ahead, and those that are ready are still sent"),
              one(TASK_MULTIPLIER, ValueType.whole())
                  .until(EVALSCOPE_1_14)
                  .byDefault("2")
                  .harmless(
                      "tasks that evalscope makes ahead of the requests: none is sent sooner or"
                          + " later for it"),
              one("num-workers", ValueType.wholeFrom(0))
                  .since(EVALSCOPE_1_14)
                  .harmless("prompts are made on all cores, and are the same"),
              flag(MULTI_TURN)
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "needs a dataset of conversations: --number and --warmup-num count these,"
                          + " --parallel says how many are held at once, and --rate is a pause"
                          + " before each turn")));

  private EvalscopeLoadOptions() {}
}
