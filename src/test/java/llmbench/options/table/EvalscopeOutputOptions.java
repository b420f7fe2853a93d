package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.List;

/** evalscope: what it prints and writes. */
public final class EvalscopeOutputOptions {

  /** Figures of the handoff from prefill to decode. */
  public static final String HANDOFF = "enable-pd-metrics";

  private static final String SINKS = "results are sent to no other service";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Results",
          List.of(
              one("name", ValueType.NAME)
                  .honoured(
                      "kept in run.json; it names evalscope's folder, while ours is"
                          + " Gatling's"),
              one("outputs-dir", ValueType.PATH)
                  .byDefault("outputs")
                  .harmless("nothing is written there; our files lie in the run directory"),
              flag("no-timestamp").since(EVALSCOPE_1_14).harmless("likewise"),
              one("log-every-n-query", ValueType.whole())
                  .byDefault("10")
                  .byDefaultSince(EVALSCOPE_1_14, "100")
                  .harmless("our own progress line shows running figures"),
              one("alias", ValueType.TEXT)
                  .since(EVALSCOPE_1_14)
                  .honoured("a label of the server, in the report of a sweep"),
              flag("debug").harmless("requests.jsonl has every request and the time of each chunk"),
              flag("enable-progress-tracker")
                  .since(EVALSCOPE_1_14)
                  .harmless("writes evalscope's progress.json"),
              flag(HANDOFF)
                  .since(EVALSCOPE_1_14)
                  .honoured(
                      "for prefill and decode on separate servers: the first gap of each answer,"
                          + " and the others, are in evalscope's tables and files"),
              one("visualizer", ValueType.oneOf(List.of("wandb", "swanlab", "clearml")))
                  .since(EVALSCOPE_1_14)
                  .choosing("wandb", "swanlab", "clearml")
                  .notYet(SINKS),
              one("visualizer", ValueType.TEXT).until(EVALSCOPE_1_14).notYet(SINKS),
              one("wandb-api-key", ValueType.TEXT).notYet(SINKS),
              one("swanlab-api-key", ValueType.TEXT).notYet(SINKS),
              one("swanlab-host", ValueType.TEXT).since(EVALSCOPE_1_14).notYet(SINKS)));

  private EvalscopeOutputOptions() {}
}
