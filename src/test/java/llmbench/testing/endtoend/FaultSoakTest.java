package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.runlog.RequestLines;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.config.Timing;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long run in a small heap: 200 at once, 5 % faults of all kinds, client and server in one
 * process. {@code mvn test -Psoak}; {@code -Dsoak.seconds=180} for less than ten minutes.
 */
@Tag("soak")
class FaultSoakTest {

  private static final int AT_ONCE = 200;

  /** An answer takes 1 s where nothing is wrong: 200 at once are at most 200 a second. */
  private static final Timing ONE_SECOND = Timing.Fixed.ofMillis(240, 40);

  private static final int TOKENS = 20;
  private static final int SAMPLE_SECONDS = 10;
  private static final long MIB = 1 << 20;

  /** Garbage is collected at any moment: two measurements of the same are this far apart. */
  private static final long SAME_BYTES = 8 * MIB;

  @TempDir Path results;

  private final List<Long> heap = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void theHeapIsFlatAndNoFaultIsLost() throws IOException {
    int requests = Integer.getInteger("soak.seconds", 600) * AT_ONCE;
    FaultSchedule faults = FaultSchedule.random(5, Integer.MAX_VALUE, 0.05);
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    try (SimServer server = InProcessRun.server(ONE_SECOND, false, faults)) {
      ScheduledFuture<?> unused =
          sampler.scheduleAtFixedRate(
              () -> sample(server), SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
      String line =
          "--num-prompts %d --max-concurrency %d --random-input-len 4 --random-output-len %d"
              .formatted(requests, AT_ONCE, TOKENS);
      Map<String, String> limits = Map.of("first-token-timeout", "4", "idle-timeout", "5");
      Path run = InProcessRun.run(server, line, limits, results);
      sampler.shutdownNow();
      boolean closed = InProcessRun.await(() -> server.truth().connectionsOpen() <= 1);
      assertThat(closed).as("%d connections are open", server.truth().connectionsOpen()).isTrue();
      compare(run, server, requests);
    } finally {
      sampler.shutdownNow();
      keep();
    }
    int quarter = heap.size() / 4;
    assertThat(heap).as("a run of several samples").hasSizeGreaterThan(7);
    long early = median(heap.subList(quarter, 2 * quarter));
    long late = median(heap.subList(heap.size() - quarter, heap.size()));
    told.add(
        String.format(
            Locale.ROOT, "heap, second quarter %d MB, last %d MB", early / MIB, late / MIB));
    keep();
    assertThat(late).as(told.toString()).isLessThan(early + SAME_BYTES);
  }

  /** What was seen, whatever comes of it: docs/reliability.md has a run's. */
  private void keep() throws IOException {
    Files.createDirectories(Path.of("target", "proof"));
    Files.write(Path.of("target", "proof", "soak.txt"), told);
  }

  private void sample(SimServer server) {
    heap.add(InProcessRun.heapBytes());
    told.add(
        String.format(
            Locale.ROOT,
            "%4d s: heap %d MB, %d sockets, %d files, %d requests received",
            heap.size() * SAMPLE_SECONDS,
            heap.get(heap.size() - 1) / MIB,
            InProcessRun.open("socket:"),
            InProcessRun.open("/"),
            server.truth().received()));
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** The server kept no account of each request here; its counts of each fault are ours. */
  private void compare(Path run, SimServer server, int requests) {
    Map<FaultKind, Integer> ours = new EnumMap<>(FaultKind.class);
    AtomicLong lines = new AtomicLong();
    AtomicLong resends = new AtomicLong();
    RequestLines read =
        RequestLines.read(
            run.resolve("requests.jsonl"),
            request -> {
              lines.incrementAndGet();
              resends.addAndGet(request.resends());
              Fault fault = request.fault();
              if (fault != null) {
                ours.merge(fault.kind(), 1, Integer::sum);
              }
            });
    assertThat(read.broken()).isEmpty();
    assertThat(lines.get()).isEqualTo(requests);
    assertThat(server.truth().received()).isEqualTo(requests + resends.get());
    Map<ServerFaultKind, Integer> theirs = server.truth().faults();
    told.add("the server: " + theirs);
    told.add("we: " + ours + ", sent again " + resends);
    List<List<FaultKind>> groups = new ArrayList<>();
    groups.add(List.of(FaultKind.HTTP_STATUS));
    groups.add(List.of(FaultKind.REDIRECT));
    groups.add(List.of(FaultKind.CONTENT_TYPE));
    groups.add(List.of(FaultKind.ERROR_EVENT));
    groups.add(List.of(FaultKind.MALFORMED));
    groups.add(List.of(FaultKind.NO_OUTPUT));
    groups.add(List.of(FaultKind.TOO_LARGE));
    groups.add(List.of(FaultKind.CUT, FaultKind.EMPTY));
    groups.add(List.of(FaultKind.FIRST_TOKEN_TIMEOUT, FaultKind.IDLE_TIMEOUT));
    for (List<FaultKind> group : groups) {
      assertThat(sum(ours, group)).as(group.toString()).isEqualTo(struck(theirs, group));
    }
    assertThat(sum(ours, List.of(FaultKind.DISCONNECT)) + resends.get())
        .isEqualTo(struck(theirs, List.of(FaultKind.DISCONNECT)));
    // Every kind that came is in one of the comparisons.
    int known = groups.stream().mapToInt(group -> sum(ours, group)).sum();
    assertThat(sum(ours, Arrays.asList(FaultKind.values())))
        .isEqualTo(known + sum(ours, List.of(FaultKind.DISCONNECT)));
  }

  private static int sum(Map<FaultKind, Integer> counts, List<FaultKind> kinds) {
    return kinds.stream().mapToInt(kind -> counts.getOrDefault(kind, 0)).sum();
  }

  private static int struck(Map<ServerFaultKind, Integer> counts, List<FaultKind> names) {
    return counts.entrySet().stream()
        .filter(struck -> isOneOf(FaultNames.of(struck.getKey(), true, false), names))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static boolean isOneOf(@Nullable FaultKind kind, List<FaultKind> names) {
    return kind != null && names.contains(kind);
  }
}
