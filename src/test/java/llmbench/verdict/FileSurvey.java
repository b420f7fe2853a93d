package llmbench.verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;

/**
 * What doubts about a directory's files need of its requests.
 *
 * @param named the places of the requests of each name
 * @param counts how many requests there are, and how often
 * @param foreign requests that are another shard's to send
 */
record FileSurvey(RecordedRun run, Map<String, int[]> named, RecordCounts counts, long foreign) {

  /** Collects it from a walk over the requests in their order. */
  static final class Sum {

    private final RecordedRun run;
    private final @Nullable Shard shard;
    private final Map<String, IntStream.Builder> named = new LinkedHashMap<>();
    private final RecordCounts.Sum counts = new RecordCounts.Sum();
    private int place;
    private long foreign;

    Sum(RecordedRun run) {
      this.run = run;
      RunFacts facts = run.facts();
      shard = facts == null ? null : facts.shard();
    }

    void add(RequestRecord request) {
      named.computeIfAbsent(request.name(), name -> IntStream.builder()).add(place++);
      counts.add(request);
      foreign += shard == null || shard.has(request.index()) ? 0 : 1;
    }

    FileSurvey survey() {
      Map<String, int[]> places = new LinkedHashMap<>();
      named.forEach((name, all) -> places.put(name, all.build().toArray()));
      return new FileSurvey(run, places, counts.counts(), foreign);
    }
  }
}
