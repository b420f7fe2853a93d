package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountingSignTest {

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void whileALongTextIsCountedItIsSaid() {
    CountDownLatch saidOnce = new CountDownLatch(1);
    CountingSign sign =
        new CountingSign(
            line -> {
              said.add(line);
              saidOnce.countDown();
            },
            1);
    int count =
        sign.count(
            text -> {
              await(saidOnce);
              return 7;
            },
            "x".repeat(3_000_000));
    assertThat(count).isEqualTo(7);
    assertThat(said)
        .first()
        .isEqualTo(
            "Counting tokens, as the server gave no usage: 0 answers (0.0 MB) done, one of 3.0 MB"
                + " begun, 0 s so far");
  }

  @Test
  void ofManyShortTextsItIsSaidBetweenThem() {
    CountingSign sign = new CountingSign(said::add, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(sign.count(String::length, "abcd")).isEqualTo(4);
    }
    assertThat(said)
        .hasSize(3)
        .last()
        .isEqualTo(
            "Counting tokens, as the server gave no usage: 3 answers (0.0 MB) done, 0 s so far");
  }

  @Test
  void ofWhatTakesNoTimeNothingIsSaid() {
    CountingSign sign = new CountingSign(said::add, TimeUnit.HOURS.toNanos(1));
    assertThat(sign.count(String::length, "x".repeat(100_000))).isEqualTo(100_000);
    assertThat(said).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
