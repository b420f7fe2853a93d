package llmbench.injection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private final AtomicLong clock = new AtomicLong();

  /** Those who are in, in the order in which they came in. */
  private final List<String> in = new ArrayList<>();

  private void enter(Admission admission, long place) {
    admission.enter(place, nanos -> in.add(nanos == null ? "" + place : place + " at " + nanos));
  }

  @Test
  void whoFindsRoomIsInAtOnceAndOthersWhenSomebodyIsOver() {
    Admission admission = new Admission(2, clock::get);
    enter(admission, 0);
    clock.set(5);
    enter(admission, 1);
    clock.set(7);
    enter(admission, 2);
    assertThat(in).containsExactly("0", "1");
    clock.set(9);
    admission.over();
    assertThat(in).containsExactly("0", "1", "2 at 9");
    admission.over();
    admission.over();
    clock.set(11);
    enter(admission, 3);
    enter(admission, 4);
    enter(admission, 5);
    assertThat(in).endsWith("2 at 9", "3", "4");
  }

  @Test
  void theyWaitInTheOrderOfThePlan() {
    Admission admission = new Admission(1, clock::get);
    enter(admission, 0);
    List<Integer> places = new ArrayList<>(IntStream.range(1, 200).boxed().toList());
    Collections.shuffle(places, new Random(4));
    places.forEach(place -> enter(admission, place));
    places.forEach(place -> admission.over());
    assertThat(in)
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("0"), IntStream.range(1, 200).mapToObj(i -> i + " at 0"))
                .toList());
  }

  /**
   * By the recursion of Kiefer and Wolfowitz: who comes is served by whichever of so many servers
   * is free first.
   */
  private static long[] computedQueue(long[] comes, long[] takes, int servers) {
    PriorityQueue<Long> free = new PriorityQueue<>(Collections.nCopies(servers, 0L));
    long[] begins = new long[comes.length];
    for (int i = 0; i < comes.length; i++) {
      begins[i] = Math.max(comes[i], requireNonNull(free.poll()));
      free.add(begins[i] + takes[i]);
    }
    return begins;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void eachIsLetInWhenACopyOfTheQueueSays(long seed) {
    Random random = new Random(seed);
    int servers = 1 + random.nextInt(12);
    long[] comes = random.longs(2_000, 0, 200_000).sorted().toArray();
    long[] takes = random.longs(2_000, 1, 200L * servers).toArray();
    Admission admission = new Admission(servers, clock::get);
    long[] begun = new long[comes.length];
    PriorityQueue<Long> ends = new PriorityQueue<>();
    int next = 0;
    while (next < comes.length || !ends.isEmpty()) {
      if (next == comes.length || (!ends.isEmpty() && requireNonNull(ends.peek()) <= comes[next])) {
        clock.set(requireNonNull(ends.poll()));
        admission.over();
      } else {
        int who = next++;
        clock.set(comes[who]);
        admission.enter(
            who,
            admitted -> {
              begun[who] = admitted == null ? comes[who] : admitted;
              ends.add(begun[who] + takes[who]);
            });
      }
    }
    assertThat(begun).isEqualTo(computedQueue(comes, takes, servers));
  }

  @Test
  void neverMoreThanSoManyAreInAndNobodyIsForgotten() throws Exception {
    int most = 7;
    Admission admission = new Admission(most, System::nanoTime);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger peak = new AtomicInteger();
    AtomicInteger all = new AtomicInteger();
    AtomicLong places = new AtomicLong();
    ExecutorService loops = Executors.newFixedThreadPool(4);
    Callable<Integer> loop =
        () -> {
          Random random = new Random(Thread.currentThread().getId());
          for (int i = 0; i < 5_000; i++) {
            admission.enter(
                places.getAndIncrement(),
                nanos -> {
                  peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                  all.incrementAndGet();
                });
            if (random.nextBoolean() && leave(now)) {
              admission.over();
            }
          }
          return 0;
        };
    List<Future<Integer>> ends = loops.invokeAll(Collections.nCopies(4, loop));
    for (Future<Integer> end : ends) {
      end.get();
    }
    while (leave(now)) {
      admission.over();
    }
    loops.shutdown();
    assertThat(peak.get()).isEqualTo(most);
    assertThat(all.get()).isEqualTo(20_000);
  }

  /** One of those who are in leaves, if there is any. */
  private static boolean leave(AtomicInteger now) {
    return now.getAndUpdate(in -> Math.max(0, in - 1)) > 0;
  }
}
