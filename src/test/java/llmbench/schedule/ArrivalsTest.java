package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.options.RampUp;
import llmbench.options.RampUp.Strategy;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every case keeps to, whichever it is, over random parameters. */
class ArrivalsTest {

  @TempDir static Path folder;

  /** Makes a case of so many requests; what else it takes is drawn. */
  @FunctionalInterface
  interface Example {
    Arrivals of(int requests, Random chosen);
  }

  /** Each case; one that isn't here has no test. */
  private static final Map<Class<?>, Example> EXAMPLES =
      Map.of(
          EvenGaps.class,
          (requests, chosen) -> new EvenGaps(requests, rate(chosen)),
          EvalscopePauses.class,
          (requests, chosen) -> new EvalscopePauses(requests, rate(chosen), seeded(chosen)),
          EvalscopeRate.class,
          (requests, chosen) -> new EvalscopeRate(requests, rate(chosen), seeded(chosen)),
          GivenTimes.class,
          ArrivalsTest::given,
          LedIn.class,
          ArrivalsTest::ledIn,
          PartOf.class,
          (requests, chosen) ->
              new PartOf(
                  new VllmRate(3 * requests, rate(chosen), burstiness(chosen), seeded(chosen)),
                  requests,
                  request -> request % 3 == 1),
          TraceTimes.class,
          ArrivalsTest::trace,
          VllmRampUp.class,
          (requests, chosen) ->
              new VllmRampUp(requests, rampUp(chosen), burstiness(chosen), seeded(chosen)),
          VllmRate.class,
          (requests, chosen) ->
              new VllmRate(requests, rate(chosen), burstiness(chosen), seeded(chosen)));

  static Stream<Class<?>> cases() {
    return Stream.of(Arrivals.class.getPermittedSubclasses());
  }

  private static Arrivals ledIn(int requests, Random chosen) {
    int warmUps = chosen.nextInt(Math.max(1, requests));
    int measured = requests - warmUps;
    return new LedIn(warmUps, new VllmRate(measured, 7, burstiness(chosen), seeded(chosen)));
  }

  private static Arrivals made(Class<?> type, int requests, Random chosen) {
    Example example = Objects.requireNonNull(EXAMPLES.get(type), type::getName);
    Arrivals arrivals = example.of(requests, chosen);
    assertThat(arrivals).isInstanceOf(type);
    return arrivals;
  }

  @Test
  void everyCaseHasAnExample() {
    assertThat(cases()).containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void timesNeverFallAndAreAsManyAsRequests(Class<?> type) {
    Random chosen = new Random(1);
    for (int round = 0; round < 50; round++) {
      int requests = 1 + chosen.nextInt(300);
      Arrivals arrivals = made(type, requests, chosen);
      assertThat(arrivals.requests()).isEqualTo(requests);
      PrimitiveIterator.OfDouble seconds = arrivals.seconds();
      PrimitiveIterator.OfLong nanos = arrivals.nanos();
      long before = 0;
      for (int i = 0; i < requests; i++) {
        long time = nanos.nextLong();
        assertThat(time).isGreaterThanOrEqualTo(before);
        assertThat(time / 1e9).isCloseTo(seconds.nextDouble(), within(1e-9));
        before = time;
      }
      assertThat(nanos.hasNext()).isFalse();
      assertThat(seconds.hasNext()).isFalse();
    }
  }

  /** Also where one pass is in the middle of another. */
  @ParameterizedTest
  @MethodSource("cases")
  void eachPassIsTheSame(Class<?> type) {
    Random chosen = new Random(2);
    for (int round = 0; round < 20; round++) {
      Arrivals arrivals = made(type, 100, chosen);
      PrimitiveIterator.OfDouble one = arrivals.seconds();
      for (int i = 0; i < 100; i++) {
        PrimitiveIterator.OfDouble another = arrivals.seconds();
        for (int skipped = 0; skipped < i; skipped++) {
          another.nextDouble();
        }
        assertThat(one.nextDouble()).isEqualTo(another.nextDouble());
      }
    }
  }

  /** The tools end their own schedules there, so that the rate is what was asked for. */
  @Test
  void withoutARampUpTheLastRequestIsDueAtTheirNumberByTheRate() {
    Random chosen = new Random(3);
    for (int round = 0; round < 300; round++) {
      int requests = 1 + chosen.nextInt(300);
      double rate = rate(chosen);
      double due = requests / rate;
      // Below a burstiness of a tenth a few gaps may all be too small for a double.
      Burstiness burstiness =
          new Burstiness(ToolVersion.VLLM_0_33, Math.pow(10, chosen.nextDouble() * 4 - 1));
      for (Arrivals arrivals :
          new Arrivals[] {
            new VllmRate(requests, rate, burstiness, seeded(chosen)),
            new EvalscopeRate(requests, rate, seeded(chosen)),
            new EvenGaps(requests, rate)
          }) {
        assertThat(last(arrivals)).isCloseTo(due, within(due * 1e-14));
      }
    }
  }

  /** With gaps of a second: two rounds of three, then its own three. */
  @Test
  void whatLeadsInHasTheFirstTimesAndTheOthersGoOnFromThere() {
    List<Double> times = new ArrayList<>();
    Arrivals fiveBefore = new LedIn(5, new GivenTimes(3, i -> i * (i + 1)));
    fiveBefore.seconds().forEachRemaining((double time) -> times.add(time));
    assertThat(times).containsExactly(0.0, 2.0, 6.0, 6.0, 8.0, 8.0, 10.0, 14.0);
  }

  @Test
  void anInfiniteBurstinessIsEvenGaps() {
    Random chosen = new Random(4);
    Burstiness even = new Burstiness(ToolVersion.VLLM_0_32, Double.POSITIVE_INFINITY);
    for (int round = 0; round < 100; round++) {
      int requests = 1 + chosen.nextInt(300);
      double rate = rate(chosen);
      NumpyLegacyRandom random = seeded(chosen);
      NumpyLegacyRandom untouched = random.copy();
      PrimitiveIterator.OfDouble times = new VllmRate(requests, rate, even, random).seconds();
      for (PrimitiveIterator.OfDouble wanted = new EvenGaps(requests, rate).seconds();
          wanted.hasNext(); ) {
        double time = wanted.nextDouble();
        assertThat(times.nextDouble()).isCloseTo(time, within(time * 1e-12));
      }
      assertThat(random.nextDouble()).isEqualTo(untouched.nextDouble());
    }
  }

  /** A burstiness of 1 is evalscope's process; a ramp-up that doesn't rise isn't stretched. */
  @Test
  void thePoissonProcessesOfBothToolsAreOne() {
    Random chosen = new Random(5);
    Burstiness poisson = new Burstiness(ToolVersion.VLLM_0_33, 1);
    for (int round = 0; round < 100; round++) {
      int requests = 1 + chosen.nextInt(300);
      int rate = 1 + chosen.nextInt(500);
      NumpyLegacyRandom random = seeded(chosen);
      Arrivals evalscope = new EvalscopeRate(requests, rate, random.copy());
      Arrivals vllm = new VllmRate(requests, rate, poisson, random.copy());
      RampUp flat = new RampUp(Strategy.EXPONENTIAL, rate, rate);
      Arrivals unstretched = new VllmRampUp(requests, flat, poisson, random);
      double factor = last(vllm) / last(unstretched);
      PrimitiveIterator.OfDouble others = vllm.seconds();
      PrimitiveIterator.OfDouble ramped = unstretched.seconds();
      for (PrimitiveIterator.OfDouble times = evalscope.seconds(); times.hasNext(); ) {
        double time = times.nextDouble();
        assertThat(others.nextDouble()).isEqualTo(time);
        assertThat(ramped.nextDouble() * factor).isCloseTo(time, within(time * 1e-14));
      }
    }
  }

  /** A trace's times come from a file, and are held. */
  @ParameterizedTest
  @MethodSource("cases")
  void howeverManyRequestsThereAreTheirTimesNeedNoMemory(Class<?> type)
      throws IllegalAccessException {
    if (type == TraceTimes.class) {
      return;
    }
    Arrivals arrivals = made(type, 500_000, new Random(6));
    PrimitiveIterator.OfLong times = arrivals.nanos();
    for (int i = 0; i < 100_000; i++) {
      times.nextLong();
    }
    assertThat(elements(arrivals)).isLessThan(2_000);
    assertThat(elements(times)).isLessThan(2_000);
  }

  @Test
  void whatHasNoTimesIsRefusedInASentence() {
    Random chosen = new Random(7);
    for (Class<?> type : EXAMPLES.keySet()) {
      assertThatThrownBy(() -> made(type, 0, chosen)).isInstanceOf(ScheduleException.class);
    }
    refuses(() -> new EvenGaps(0, 1), "A schedule of 0 requests has no times; ask for 1 or more.");
    refuses(
        () -> new EvenGaps(1, 0),
        "The request rate must be more than 0 requests a second, not 0.0.");
    refuses(
        () -> new EvalscopeRate(1, -1, seeded(chosen)),
        "The request rate must be more than 0 requests a second, not -1.0.");
    refuses(
        () -> new VllmRate(1, Double.NaN, burstiness(chosen), seeded(chosen)),
        "The request rate must be more than 0 requests a second, not nan.");
    refuses(
        () -> new EvalscopePauses(9, 1e-310, seeded(chosen)),
        "At a rate of 1e-310 requests a second the last request would never be sent: its time is"
            + " no finite number. Use a larger rate, or a larger burstiness.");
  }

  private static void refuses(Runnable made, String message) {
    assertThatThrownBy(made::run).isInstanceOf(ScheduleException.class).hasMessage(message);
  }

  private static double last(Arrivals arrivals) {
    double last = -1;
    for (PrimitiveIterator.OfDouble times = arrivals.seconds(); times.hasNext(); ) {
      last = times.nextDouble();
    }
    return last;
  }

  /** How many elements all arrays have that a value of ours leads to. */
  private static long elements(Object root) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(Set.of(root));
    long elements = 0;
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (!seen.add(value)) {
        continue;
      }
      elements += value.getClass().isArray() ? Array.getLength(value) : 1;
      for (Class<?> type = value.getClass(); isOurs(type); type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            field.setAccessible(true);
            open.push(field.get(value));
          }
        }
      }
    }
    return elements;
  }

  private static boolean isOurs(Class<?> type) {
    return type != null && type.getName().startsWith("llmbench.");
  }

  private static NumpyLegacyRandom seeded(Random chosen) {
    return new NumpyLegacyRandom(chosen.nextInt(Integer.MAX_VALUE));
  }

  /** From one in a hundred seconds to ten thousand a second. */
  private static double rate(Random chosen) {
    return Math.pow(10, chosen.nextDouble() * 6 - 2);
  }

  private static Burstiness burstiness(Random chosen) {
    double shape =
        chosen.nextInt(10) == 0
            ? Double.POSITIVE_INFINITY
            : Math.pow(10, chosen.nextDouble() * 4 - 1);
    return new Burstiness(
        chosen.nextBoolean() ? ToolVersion.VLLM_0_11 : ToolVersion.VLLM_0_33, shape);
  }

  private static RampUp rampUp(Random chosen) {
    int start = 1 + chosen.nextInt(50);
    return new RampUp(
        chosen.nextBoolean() ? Strategy.LINEAR : Strategy.EXPONENTIAL,
        start,
        start + chosen.nextInt(500));
  }

  private static Arrivals given(int requests, Random chosen) {
    double phase = chosen.nextDouble();
    return new GivenTimes(requests, i -> i * 0.01 + 9 * Math.sin(i + phase));
  }

  private static Arrivals trace(int requests, Random chosen) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      double time = 1.7e9 + chosen.nextInt(1000) / 8.0;
      lines.append("{\"timestamp\": ").append(time).append("}\n");
    }
    try {
      Path file = Files.writeString(folder.resolve("trace.jsonl"), lines);
      return TraceTimes.read(file, 0.5 + chosen.nextDouble());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
