package llmbench.metrics.vllm;

import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import llmbench.metrics.request.Collector;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/** Makes {@link VllmFigures} of a walk that others share. */
final class VllmCollector implements Collector<VllmFigures> {

  private final DatasetOrder requests;
  private final UnaryOperator<RequestRecord> judge;
  private final VllmAccumulator sum;
  private final boolean pools;

  VllmCollector(
      Requests finished,
      VllmDialect dialect,
      UnaryOperator<RequestRecord> judge,
      ToIntFunction<String> tokenCounter,
      Goodput goodput) {
    this.judge = judge;
    pools = dialect.isOfPooling();
    requests = new DatasetOrder(finished.judged(judge), dialect, tokenCounter);
    sum = new VllmAccumulator(goodput);
    sum.begin(requests.buckets());
  }

  @Override
  public void take(RequestRecord request) {
    sum.add(requests.times(judge.apply(request)));
  }

  @Override
  public VllmFigures figures() {
    VllmFigures figures = sum.end(requests).figures(OptionalDouble.empty());
    return pools ? figures.withoutTokenTimes() : figures;
  }
}
