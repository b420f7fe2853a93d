package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.injection.testing.VirtualTime;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import llmbench.random.NumpyLegacyRandom;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When evalscope 1.14 sends each request, for answers that take as long as is written: its own
 * loops with a virtual clock, and ours with one. Users of Gatling's are all that is left out.
 */
class EvalscopeLoopsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");

  /** A nanosecond is lost wherever a time is rounded, and each answer begins at another's end. */
  private static final long ROUNDED_NANOS = 50;

  static Stream<Loops> loops() throws IOException {
    List<Loops> all = new ArrayList<>();
    for (String file : List.of("loops_1.14.json", "loops_random_1.14.json")) {
      JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve(file).toFile());
      golden.path("cases").forEach(each -> all.add(new Loops(each)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("loops")
  void eachIsSentWhenTheToolSendsIt(Loops loops) {
    loops.run();
    JsonNode wanted = loops.golden.path("sends");
    assertThat(loops.sends).hasSize(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(loops.sends.get(i))
          .as("request " + i)
          .isCloseTo(nanos(wanted.path(i).path(0).asDouble()), within(ROUNDED_NANOS));
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void whatTheToolSaysIsSaidAndTheRunKnowsWhyItEnded(Loops loops) {
    loops.run();
    List<String> wanted = new ArrayList<>();
    loops.golden.path("deadline_log").forEach(line -> wanted.add(line.asText()));
    assertThat(loops.said).isEqualTo(wanted);
    boolean cut = !wanted.isEmpty() && wanted.get(0).contains("stopping");
    assertThat(loops.gate.atEnd().map(Stop::by))
        .isEqualTo(cut ? Optional.of(StopCause.DURATION) : Optional.empty());
    assertThat(loops.gate.turnedAway()).isEqualTo(cut);
    assertThat(loops.measured)
        .isEqualTo(loops.golden.path("summary").path("Total Requests").asInt());
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** A case: its command line, its server, and what came of it. */
  private static final class Loops {

    final JsonNode golden;
    final BenchOptions options;
    final List<Long> sends = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    int measured;

    /** A clock may stand anywhere when a run begins. */
    private final VirtualTime time = new VirtualTime(987_654_321);

    private final Gate gate;
    private final int warmUps;
    private final int number;
    private final Optional<AskedArrivals.Schedules> schedules;

    Loops(JsonNode golden) {
      this.golden = golden;
      options = Reading.bench(line(golden.path("args")));
      warmUps = options.evalscope().orElseThrow().warmups();
      number = options.dataset().prompts();
      schedules =
          AskedArrivals.all(options, number, new NumpyLegacyRandom(options.dataset().seed()));
      gate =
          new Gate(
              TimedLoop.keeps(options) ? options.stops().untimed() : options.stops(),
              time::now,
              stop -> {});
    }

    private static String line(JsonNode args) {
      StringBuilder line =
          new StringBuilder("evalscope perf --model M --url http://h:1/v1 --prompt hello");
      args.properties()
          .forEach(
              each -> {
                line.append(" --").append(each.getKey().replace('_', '-'));
                if (!each.getValue().isBoolean()) {
                  line.append(' ').append(each.getValue().asText());
                }
              });
      return line.toString();
    }

    @Override
    public String toString() {
      return golden.path("name").asText();
    }

    void run() {
      Optional<Arrivals> first = schedules.flatMap(AskedArrivals.Schedules::warmUps);
      if (first.isPresent()) {
        new Paced(first.get(), warmUps, warmUps, Optional.empty()).run();
      }
      int before = first.isPresent() ? 0 : warmUps;
      Optional<Arrivals> times = schedules.map(AskedArrivals.Schedules::measured);
      Optional<TimedLoop> loop =
          TimedLoop.of(options, before, number, times, gate, time::now, said::addAll);
      if (times.isPresent()) {
        new Paced(times.get(), before + number, before, loop).run();
      } else {
        closed(before, loop);
      }
    }

    /** As many users as places, who take from one queue. */
    private void closed(int before, Optional<TimedLoop> loop) {
      TurnQueue queue = new TurnQueue(before, before + number, gate, loop);
      int users = options.load().concurrency(before + number);
      for (int user = 0; user < users; user++) {
        time.in(0, () -> next(queue));
      }
      time.run();
    }

    private void next(TurnQueue queue) {
      Turn turn = queue.take();
      if (turn != null) {
        send(
            turn.warmUp(),
            () -> {
              queue.over();
              next(queue);
            });
      }
    }

    private void send(boolean warmUp, Runnable atEnd) {
      JsonNode service = golden.path("service");
      time.in(nanos(service.path(sends.size() % service.size()).asDouble()), atEnd);
      sends.add(time.sinceBegin());
      measured += warmUp ? 0 : 1;
    }

    /** Those with times of their own, each of whom is there a little before. */
    private final class Paced {

      private final Arrivals times;
      private final int all;
      private final int before;
      private final Departures departures;
      private boolean watches;

      Paced(Arrivals times, int all, int before, Optional<TimedLoop> loop) {
        this.times = times;
        this.all = all;
        this.before = before;
        departures =
            loop.<Departures>map(
                    each -> new LoopDepartures(each, options.load().maxConcurrency(), gate))
                .orElseGet(
                    () -> new GateDepartures(0, options.load().maxConcurrency(), gate, time::now));
      }

      void run() {
        departures.begin(time.now());
        var each = times.nanos();
        for (int i = 0; i < all; i++) {
          int place = i;
          Departures.Traveller traveller = traveller(place);
          departures.ready(place, traveller);
          time.in(each.nextLong(), () -> departures.due(place, traveller));
        }
        watchDeadline();
        time.run();
      }

      private Departures.Traveller traveller(int place) {
        return new Departures.Traveller() {
          @Override
          public void go(@Nullable Long admittedNanos) {
            send(place < before, departures::over);
            watchDeadline();
          }

          @Override
          public void stay() {}
        };
      }

      private void watchDeadline() {
        if (!watches && departures.deadlineNanos().isPresent()) {
          watches = true;
          time.in(departures.deadlineNanos().getAsLong() - time.now(), departures::look);
        }
      }
    }
  }
}
