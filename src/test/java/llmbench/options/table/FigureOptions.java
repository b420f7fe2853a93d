package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;
import static llmbench.options.table.Option.some;

import java.util.List;
import llmbench.latency.LatencyMetric;

/** Which figures are reported. */
public final class FigureOptions {

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Figures",
          List.of(
              one("percentile-metrics", ValueType.TEXT)
                  .byDefault("ttft,tpot,itl")
                  .honoured(
                      "sections of "
                          + LatencyMetric.ids(List.of(LatencyMetric.values()))
                          + "; in 0.32 and later also of client_queue_time (with --max-concurrency)"
                          + " and e2el_including_client_queue (with that and a finite"
                          + " --request-rate); unknown names are ignored, as by the tool"),
              one("metric-percentiles", ValueType.PERCENTILES).byDefault("99").honoured(""),
              some("goodput", ValueType.GOODPUT)
                  .honoured(
                      "limits in ms for "
                          + LatencyMetric.ids(LatencyMetric.ofRequests())
                          + ", such as ttft:200 tpot:10"),
              flag("plot-timeline")
                  .since(VLLM_0_32)
                  .honoured(
                      "a page NAME.timeline.html beside the result, as the tool draws it; llm.html"
                          + " has a timeline in any case"),
              one("timeline-itl-thresholds", ValueType.TWO_MILLIS)
                  .since(VLLM_0_32)
                  .byDefault("25,50")
                  .honoured("where a time between tokens gets another colour there, in ms"),
              flag("plot-dataset-stats")
                  .since(VLLM_0_32)
                  .honoured("a picture NAME.dataset_stats.png beside the result")));

  private FigureOptions() {}
}
