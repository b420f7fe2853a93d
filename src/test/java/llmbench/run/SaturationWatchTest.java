package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.junit.jupiter.api.Test;

class SaturationWatchTest {

  private final AtomicInteger inFlight = new AtomicInteger();
  private final List<Stop> stops = new ArrayList<>();
  private final SaturationWatch watch = new SaturationWatch(inFlight::get, stops::add);
  private final Random random = new Random(5);

  private void second(double inFlightNow, double ttftMillis) {
    inFlight.set((int) Math.max(0, Math.round(inFlightNow + 2 * random.nextGaussian())));
    for (int i = 0; i < 20; i++) {
      watch.firstOutput(Math.round((ttftMillis + 5 * random.nextGaussian()) * 1e6));
    }
    watch.look();
  }

  @Test
  void aServerThatFallsBehindEndsTheRunOnce() {
    for (int i = 0; i < 60; i++) {
      second(20 + 5 * i, 30 + 25 * i);
    }
    assertThat(stops).hasSize(1);
    assertThat(stops.get(0).by()).isEqualTo(StopCause.SATURATED);
    assertThat(stops.get(0).why())
        .startsWith("the server doesn't keep up: requests in flight grew from ")
        .endsWith(" ms within 24 s");
  }

  @Test
  void aServerThatKeepsUpDoesNotWhateverItsLatency() {
    for (int run = 0; run < 20; run++) {
      for (int i = 0; i < 100; i++) {
        second(40, 500);
      }
    }
    assertThat(stops).isEmpty();
  }

  /** A load that rises brings more requests in flight; TTFT says whether the server minds. */
  @Test
  void moreRequestsInFlightAloneAreNoReason() {
    for (int i = 0; i < 100; i++) {
      second(20 + 5 * i, 30);
    }
    assertThat(stops).isEmpty();
  }

  @Test
  void beforeTheFirstOutputNothingIsKnown() {
    for (int i = 0; i < 100; i++) {
      inFlight.set(10 * i);
      watch.look();
    }
    assertThat(stops).isEmpty();
  }
}
