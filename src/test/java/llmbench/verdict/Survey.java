package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.numbers.Trend;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.Growth;
import llmbench.metrics.request.Collector;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * What doubts need of a run's requests, from one walk over them: there may be a million.
 *
 * @param asked what it was asked for
 * @param files what is to be known of those of its directory, or of each of its shards
 * @param unstreamed successful requests whose answers came whole
 * @param succeeded successful requests
 * @param departures how they set out
 * @param ttft how the time to the first output grew over the run; empty where that can't be told
 * @param server doubts about what the server answered
 */
record Survey(
    RecordedRun run,
    Asked asked,
    List<FileSurvey> files,
    long unstreamed,
    long succeeded,
    Departures departures,
    Optional<Trend> ttft,
    List<Doubt> server) {

  Survey {
    files = List.copyOf(files);
  }

  static Survey of(RecordedRun run, ReportOptions options) {
    Sum sum = new Sum(Asked.of(run, options));
    sum.walk(run, 0);
    return sum.survey(run);
  }

  /**
   * That of shards.
   *
   * @param whole the run that they are
   */
  static Survey of(RecordedRun whole, ShardSet shards, ReportOptions options) {
    Sum sum = new Sum(Asked.of(whole, options));
    for (int place = 0; place < shards.parts().size(); place++) {
      sum.walk(shards.parts().get(place), shards.clocks().shiftNanos().get(place));
    }
    return sum.survey(whole);
  }

  /** Adds them up. */
  private static final class Sum {

    private final Asked asked;
    private final ServerDoubts server;
    private final List<FileSurvey> files = new ArrayList<>();
    private final Collector<Departures> departures = Departures.collector();
    private final Collector<Optional<Trend>> ttft = Growth.ofTtft();
    private long unstreamed;
    private long succeeded;

    Sum(Asked asked) {
      this.asked = asked;
      server = new ServerDoubts(asked);
    }

    /** Walks over what a directory has, whose clock's zero is so much later. */
    void walk(RecordedRun part, long laterNanos) {
      Requests requests = part.requests();
      FileSurvey.Sum file = new FileSurvey.Sum(part);
      for (int place = 0; place < requests.size(); place++) {
        RequestRecord request = requests.get(place);
        file.add(request);
        add(laterNanos == 0 ? request : request.later(laterNanos));
      }
      files.add(file.survey());
    }

    private void add(RequestRecord request) {
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

    Survey survey(RecordedRun run) {
      return new Survey(
          run,
          asked,
          files,
          unstreamed,
          succeeded,
          departures.figures(),
          ttft.figures(),
          server.of(run));
    }
  }
}
