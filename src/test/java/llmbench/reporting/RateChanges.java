package llmbench.reporting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.options.RampUp;
import llmbench.timeline.Requests;

/**
 * When a ramp-up came to each whole number of requests per second: vLLM bench's {@code
 * rps_change_events}. The tool writes down when its loop came to the request at which it rose; here
 * it is when that request was sent. The first entry is of before the loop: the schedule's zero, and
 * where no record says it, when the first request of all was sent.
 */
final class RateChanges {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Requests sent;
  private final OptionalLong begin;
  private final Instant zero;
  private final ZoneId zone;

  /**
   * Those of a run.
   *
   * @param sent every request that was sent, those that were interrupted as well
   * @param begin the schedule's zero, in nanoseconds on their clock; empty where nobody knows it
   * @param zero the wall clock at the zero of their times
   * @param zone of the machine: the tool's times are local ones
   */
  RateChanges(Requests sent, OptionalLong begin, Instant zero, ZoneId zone) {
    this.sent = sent;
    this.begin = begin;
    this.zero = zero;
    this.zone = zone;
  }

  /**
   * The entries, up to the last request that was sent; none where none was.
   *
   * @param prompts how many requests were to be sent
   */
  List<VllmExtras.RateChange> of(RampUp rampUp, int prompts) {
    List<VllmExtras.RateChange> changes = new ArrayList<>();
    IntStream.range(0, sent.size())
        .mapToLong(sent::sentNanos)
        .min()
        .ifPresent(first -> changes.add(at(begin.orElse(first), rampUp.startRps())));
    List<RampUp.Rise> rises = rampUp.rises(prompts);
    Map<Integer, Long> nanos = nanos(rises);
    for (RampUp.Rise rise : rises) {
      Long at = nanos.get(rise.request());
      if (at != null) {
        changes.add(at(at, rise.rps()));
      }
    }
    return changes;
  }

  /** When each of the requests was sent at which the rate rose. */
  private Map<Integer, Long> nanos(List<RampUp.Rise> rises) {
    Set<Integer> wanted = rises.stream().map(RampUp.Rise::request).collect(Collectors.toSet());
    Map<Integer, Long> nanos = new HashMap<>();
    for (int place = 0; place < sent.size(); place++) {
      if (wanted.contains(sent.index(place))) {
        nanos.putIfAbsent(sent.index(place), sent.sentNanos(place));
      }
    }
    return nanos;
  }

  private VllmExtras.RateChange at(long nanos, int rps) {
    LocalDateTime time =
        LocalDateTime.ofInstant(zero.plusNanos(nanos), zone).truncatedTo(ChronoUnit.MICROS);
    // As Python's isoformat() writes it.
    boolean whole = time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    return new VllmExtras.RateChange(rps, (whole ? SECONDS : MICROS).format(time));
  }
}
