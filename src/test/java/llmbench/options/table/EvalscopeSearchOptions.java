package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.List;

/** evalscope: the search for the most load that keeps an SLA. */
public final class EvalscopeSearchOptions {

  public static final String AUTO_TUNE = "sla-auto-tune";
  public static final String VARIABLE = "sla-variable";
  public static final String PARAMS = "sla-params";
  public static final String RUNS = "sla-num-runs";
  public static final String UPPER_BOUND = "sla-upper-bound";
  public static final String LOWER_BOUND = "sla-lower-bound";
  public static final String FIXED_PARALLEL = "sla-fixed-parallel";
  public static final String NUMBER_MULTIPLIER = "sla-number-multiplier";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Search",
          List.of(
              flag(AUTO_TUNE)
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "searches for the load: run after run, each in a directory of its own, the"
                          + " first with the --parallel or --rate given"),
              one(VARIABLE, ValueType.oneOf(List.of("parallel", "rate")))
                  .since(EVALSCOPE_1_14)
                  .choosing("parallel", "rate")
                  .byDefault("parallel")
                  .honoured("what the search varies; rates are whole numbers there"),
              one(PARAMS, ValueType.JSON)
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "what is to be kept, such as"
                          + " [{\"avg_ttft\": \"<=2s\", \"p99_tpot\": \"<50ms\"}]: all of an object"
                          + " together, each object by a search of its own; or what is to be the"
                          + " most or the least, such as [{\"tps\": \"max\"}]"),
              one(RUNS, ValueType.whole())
                  .since(EVALSCOPE_1_14)
                  .byDefault("3")
                  .honoured("how often each load is measured; the means count"),
              one(UPPER_BOUND, ValueType.whole())
                  .since(EVALSCOPE_1_14)
                  .byDefault("65536")
                  .honoured("the most load that is tried"),
              one(LOWER_BOUND, ValueType.whole())
                  .since(EVALSCOPE_1_14)
                  .byDefault("1")
                  .honoured("the least load that is tried"),
              one(FIXED_PARALLEL, ValueType.whole())
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "with --sla-variable rate: how many at once; by default the upper bound"),
              one(NUMBER_MULTIPLIER, ValueType.NUMBER)
                  .since(EVALSCOPE_1_14)
                  .honoured("how many times the load is the number of requests; by default 2")));

  private EvalscopeSearchOptions() {}
}
