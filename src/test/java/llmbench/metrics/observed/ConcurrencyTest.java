package llmbench.metrics.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  @Test
  void nothingIsNoneAtOnce() {
    assertThat(Concurrency.of(List.of())).isEqualTo(new Concurrency(0, 0));
  }

  @Test
  void theMeanEndsWithTheLastStart() {
    // From 0 to 20: two for 10, one for 5, none for 5. What comes after 20 is the run's tail.
    assertThat(Concurrency.of(requests(0, 10, 0, 15, 20, 90))).isEqualTo(new Concurrency(2, 1.25));
  }

  @Test
  void aRequestThatEndsAsAnotherBeginsIsNotBesideIt() {
    assertThat(Concurrency.of(requests(0, 10, 10, 20))).isEqualTo(new Concurrency(1, 1));
  }

  @Test
  void allAtOnceAreAsManyOnAverage() {
    assertThat(Concurrency.of(requests(5, 10, 5, 20, 5, 7))).isEqualTo(new Concurrency(3, 3));
  }

  /** Start and end of each, in seconds. */
  private static List<RequestRecord> requests(long... times) {
    List<RequestRecord> requests = new ArrayList<>();
    for (int i = 0; i < times.length; i += 2) {
      requests.add(
          new RequestRecord(
              i,
              "chat",
              "",
              1,
              1,
              times[i] * 1_000_000_000L,
              times[i + 1] * 1_000_000_000L,
              200,
              0,
              Messages.NONE,
              null,
              null,
              "",
              "",
              null));
    }
    return requests;
  }
}
