package llmbench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.Trend;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.Growth;
import llmbench.metrics.request.Collector;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * What doubts need of a run's requests, from one walk over them: there may be a million.
 *
 * @param asked what it was asked for
 * @param named the places of the requests of each name
 * @param unstreamed successful requests whose answers came whole
 * @param succeeded successful requests
 * @param counts how many requests there are, and how often
 * @param departures how they set out
 * @param ttft how the time to the first output grew over the run; empty where that can't be told
 * @param server doubts about what the server answered
 */
record Survey(
    RecordedRun run,
    Asked asked,
    Map<String, int[]> named,
    long unstreamed,
    long succeeded,
    RecordCounts counts,
    Departures departures,
    Optional<Trend> ttft,
    List<Doubt> server) {

  static Survey of(RecordedRun run, ReportOptions options) {
    Asked asked = Asked.of(run, options);
    Requests requests = run.requests();
    Map<String, IntStream.Builder> named = new LinkedHashMap<>();
    ServerDoubts server = new ServerDoubts(asked);
    RecordCounts.Sum counts = new RecordCounts.Sum();
    Collector<Departures> departures = Departures.collector();
    Collector<Optional<Trend>> ttft = Growth.ofTtft();
    long unstreamed = 0;
    long succeeded = 0;
    for (int place = 0; place < requests.size(); place++) {
      RequestRecord request = requests.get(place);
      named.computeIfAbsent(request.name(), name -> IntStream.builder()).add(place);
      counts.add(request);
      if (!request.isInterrupted()) {
        departures.take(request);
      }
      if (request.departure().plannedNanos() != null) {
        ttft.take(request);
      }
      if (request.ok()) {
        succeeded++;
        unstreamed += request.unstreamed() ? 1 : 0;
        server.add(request);
      }
    }
    Map<String, int[]> places = new LinkedHashMap<>();
    named.forEach((name, all) -> places.put(name, all.build().toArray()));
    return new Survey(
        run,
        asked,
        places,
        unstreamed,
        succeeded,
        counts.counts(),
        departures.figures(),
        ttft.figures(),
        server.of(run));
  }
}
