package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.ClientLoad.Gc;
import llmbench.timeline.ClientLoad.LoopLag;
import llmbench.timeline.Conditions;
import llmbench.timeline.LatePrompts;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientDoubtsTest {

  private static final LoopLag NO_LAG = new LoopLag(1000, 0.1, 0.2, 3);

  private final CleanRun run = new CleanRun();

  @Test
  void aRunThatSaysNothingOfItsClientIsNotDoubtedForIt() {
    run.conditions = Conditions.of(true, null);
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void eventLoopsThatAreLate() {
    run.with(lag(5));
    assertThat(run.doubts()).isEmpty();
    run.with(lag(5.1));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.EventLoopLag(0.4, 5.1, 31, 5));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "the client could not keep up: its event loops were late, P99 5.1 ms (limit 5.0), at"
                + " most 31.0 ms");
  }

  @Test
  void aSlowModelAllowsATenthOfItsTokenTime() {
    long[] gapMillis = new long[100];
    Arrays.fill(gapMillis, 80);
    run.messages = CleanRun.stream(gapMillis);
    run.with(lag(8));
    assertThat(run.doubts()).isEmpty();
    run.with(lag(8.1));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.EventLoopLag(0.4, 8.1, 31, 8));
  }

  @Test
  void collectionsThatTakeAFiftiethOfTheTime() {
    run.with(gc(new Gc(10, 200, 30.0, List.of())));
    assertThat(run.doubts()).isEmpty();
    run.with(gc(new Gc(10, 201, 30.0, List.of())));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.GcPauses(10, 201, 0.0201, 30));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "the client could not keep up: GC stopped it for 201 ms in all (2.0 %), the longest"
                + " time for 30 ms");
  }

  @Test
  void oneLongCollection() {
    run.with(gc(new Gc(2, 60, 50.0, List.of())));
    assertThat(run.doubts()).isEmpty();
    run.with(gc(new Gc(2, 60, 51.0, List.of())));
    assertThat(run.doubts()).singleElement().isInstanceOf(ClientDoubt.GcPauses.class);
    run.with(gc(new Gc(2, 120, null, List.of())));
    assertThat(run.doubts()).as("one of two is at least the mean").hasSize(1);
  }

  @Test
  void aClientThatUsesUpItsCores() {
    run.with(cpu(17.9, 0.92));
    assertThat(run.doubts()).isEmpty();
    run.with(cpu(18.0, 0.92));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.CpuFull(0.9, 0.92, 2));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "the client could not keep up: its 2 cores were 92 % busy, 90 % with the client");
  }

  @Test
  void somethingElseThatUsesUpTheClientsCores() {
    run.with(cpu(4.0, 0.94));
    assertThat(run.doubts()).isEmpty();
    run.with(cpu(4.0, 0.95));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.CpuFull(0.2, 0.95, 2));
    run.with(cpu(null, null));
    assertThat(run.doubts()).as("not known").isEmpty();
    run.with(cpu(19.0, null));
    assertThat(run.doubts()).as("its own alone").hasSize(1);
  }

  @Test
  void aServerOnTheClientsMachineThatStarvesWithIt() {
    run.conditions = Conditions.of(true, cpu(4.0, 0.94));
    assertThat(run.doubts()).as("room for both").isEmpty();
    run.with(cpu(4.0, 0.95));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.SharedMachine(0.95, 0.2, 2));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "client and server shared a machine that was too small for both: 2 cores, 95 % busy,"
                + " 20 % with the client");
  }

  @Test
  void aWallClockThatWasSet() {
    run.with(step(-50));
    assertThat(run.doubts()).isEmpty();
    run.with(step(50));
    assertThat(run.doubts()).isEmpty();
    run.with(step(-51));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.ClockStepped(-51));
    assertThat(run.doubts().get(0).message())
        .isEqualTo("the wall clock was set by -51 ms during the run, or the machine slept");
    run.with(step(3_600_000));
    assertThat(run.doubts()).hasSize(1);
  }

  @Test
  void promptsThatWereNotMadeInTime() {
    Conditions all = run.conditions;
    run.conditions = all.with(new LatePrompts(1, 12.6));
    assertThat(run.doubts()).containsExactly(new ClientDoubt.PromptsLate(1, 12.6));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "the client could not keep up: 1 request waited for a prompt to be made, up to 13 ms");
  }

  @Test
  void allAtOnceAreSaidOneByOne() {
    run.with(
        new ClientLoad(
            10, new LoopLag(9, 1, 99, 100), new Gc(9, 900, 200.0, List.of()), 2, 20.0, 1.0, 0));
    assertThat(run.doubts())
        .extracting(Doubt::name)
        .isEqualTo(List.of("event-loop-lag", "gc-pauses", "cpu-full"));
  }

  private static ClientLoad lag(double p99Millis) {
    return new ClientLoad(10, new LoopLag(1000, 0.4, p99Millis, 31), Gc.NONE, 2, 1.0, 0.1, 0);
  }

  private static ClientLoad gc(Gc gc) {
    return new ClientLoad(10, NO_LAG, gc, 2, 1.0, 0.1, 0);
  }

  private static ClientLoad cpu(@Nullable Double cpuSeconds, @Nullable Double machine) {
    return new ClientLoad(10, NO_LAG, Gc.NONE, 2, cpuSeconds, machine, 0);
  }

  private static ClientLoad step(double millis) {
    return new ClientLoad(10, NO_LAG, Gc.NONE, 2, 1.0, 0.1, millis);
  }
}
