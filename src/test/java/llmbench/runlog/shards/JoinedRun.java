package llmbench.runlog.shards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;

/** Shards as the one run that they are: what each left behind, on one clock. */
final class JoinedRun {

  private JoinedRun() {}

  static RecordedRun of(ShardSet set) {
    List<RecordedRun> parts = set.parts();
    Set<String> promptNames = new HashSet<>();
    parts.forEach(part -> promptNames.addAll(part.promptNames()));
    return new RecordedRun(
        parts.get(0).directory(),
        JoinedFacts.of(set),
        requests(set),
        lines(parts),
        responses(set),
        parts.stream().flatMap(part -> part.ttftMillis().stream()).toList(),
        Set.copyOf(promptNames),
        parts.stream().mapToInt(RecordedRun::crashes).sum(),
        log(set),
        parts.stream().flatMap(part -> part.unread().stream()).toList(),
        parts.stream().flatMap(part -> part.missing().stream()).distinct().toList());
  }

  /** In the order in which they ended, as one run would have written them. */
  private static Requests requests(ShardSet set) {
    List<Requests> all = new ArrayList<>();
    for (int place = 0; place < set.parts().size(); place++) {
      // Each part has its conversations whole, and counts them itself.
      all.add(
          set.parts()
              .get(place)
              .requests()
              .later(set.clocks().shiftNanos().get(place))
              .ofPart(place, set.parts().size()));
    }
    return Requests.joined(all).byEnd();
  }

  /** Those of all files; which lines they are is said of each file. */
  private static @Nullable RequestLines lines(List<RecordedRun> parts) {
    List<RequestLines> all =
        parts.stream().map(RecordedRun::lines).flatMap(Stream::ofNullable).toList();
    return all.isEmpty()
        ? null
        : new RequestLines(
            List.of(),
            all.stream().mapToLong(RequestLines::brokenLines).sum(),
            all.stream().anyMatch(RequestLines::partialLastLine));
  }

  /** Gatling's responses, whose times are those of the machines' wall clocks. */
  private static List<LogRecord.Response> responses(ShardSet set) {
    List<RecordedRun> parts = set.parts();
    return new JoinedResponses(
        parts.stream().map(RecordedRun::responses).toList(),
        IntStream.range(0, parts.size())
            .mapToLong(place -> correctionMillis(set, place))
            .toArray());
  }

  private static long correctionMillis(ShardSet set, int place) {
    return Math.round(set.clocks().correctionMillis().get(place));
  }

  /** From the first to the last of them, without those that are broken: these may say any time. */
  private static @Nullable SimulationLog log(ShardSet set) {
    SimulationLog first = null;
    SimulationLog.Span span = SimulationLog.Span.NONE;
    for (int place = 0; place < set.parts().size(); place++) {
      SimulationLog log = set.parts().get(place).log();
      first = first == null ? log : first;
      if (log != null && log.isWhole() && log.span().millis() > 0) {
        long later = correctionMillis(set, place);
        span =
            span.and(
                new SimulationLog.Span(
                    log.span().fromMillis() + later, log.span().toMillis() + later));
      }
    }
    return first == null
        ? null
        : new SimulationLog(
            first.gatlingVersion(), first.simulation(), first.startMillis(), false, null, span);
  }
}
