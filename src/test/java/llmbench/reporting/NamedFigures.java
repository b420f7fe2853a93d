package llmbench.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.timeline.Requests;

/**
 * The figures of a simulation's requests of one name, by the definitions of the whole run's.
 *
 * @param name in Gatling's report
 */
record NamedFigures(String name, VllmFigures figures) {

  /** A simulation that makes names as it goes has more than anyone reads. */
  private static final int MAX_NAMES = 50;

  /** Of each name in a simulation's own order; empty where there is one name, or a benchmark. */
  static List<NamedFigures> of(ReportInput input) {
    if (!input.isOwnSimulation()) {
      return List.of();
    }
    Map<String, IntStream.Builder> places = new LinkedHashMap<>();
    Requests requests = input.records();
    for (int place = 0; place < requests.size(); place++) {
      String name = requests.get(place).name();
      if (places.containsKey(name) || places.size() < MAX_NAMES) {
        places.computeIfAbsent(name, first -> IntStream.builder()).add(place);
      }
    }
    List<NamedFigures> named = new ArrayList<>();
    if (places.size() > 1) {
      places.forEach((name, all) -> named.add(of(name, requests.at(all.build().toArray()), input)));
    }
    return named;
  }

  private static NamedFigures of(String name, Requests requests, ReportInput input) {
    List<RequestTimes> times = DatasetOrder.of(requests, input.usedDialect(), input.tokenCounter());
    VllmFigures figures =
        VllmFigures.of(
            input.isLogOnly() ? times.stream().map(RequestTimes::untilItsEnd).toList() : times,
            MeasuredTime.OF_REQUESTS,
            Goodput.NONE);
    return new NamedFigures(
        name,
        input.isLogOnly()
            ? figures.withoutTokenTimes()
            : AnswerFigures.in(figures, requests, input.usedDialect(), input.tokenCounter()));
  }
}
