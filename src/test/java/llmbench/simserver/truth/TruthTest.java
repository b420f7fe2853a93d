package llmbench.simserver.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The account as another thread reads it. */
class TruthTest {

  private static final int REQUESTS = 3_000_000;

  @Test
  void whenNothingIsInFlightAnyMoreEveryRequestIsOver() {
    Truth truth = new Truth(false);
    AtomicReference<RequestTruth> last = new AtomicReference<>();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Boolean> seen =
        CompletableFuture.supplyAsync(() -> overWheneverIdle(truth, last, done));
    for (int i = 1; i <= REQUESTS; i++) {
      RequestTruth request = next(truth, i);
      last.set(request);
      truth.ended(request, i, TruthEnding.COMPLETED);
    }
    done.set(true);
    assertThat(seen.join()).isTrue();
    assertThat(truth.completed()).isEqualTo(REQUESTS);
  }

  private static RequestTruth next(Truth truth, int i) {
    return truth.arrived("", i, 0, i, 1, 0);
  }

  private static boolean overWheneverIdle(
      Truth truth, AtomicReference<RequestTruth> last, AtomicBoolean done) {
    boolean over = true;
    while (!done.get()) {
      RequestTruth request = last.get();
      if (request != null && truth.inFlight() == 0) {
        over &= request.isOver();
      }
    }
    return over;
  }
}
