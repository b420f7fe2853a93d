package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SoFarTest {

  private static final MessageKind[] KINDS = MessageKind.values();
  private static final String ROLE = "data: {\"choices\":[{\"delta\":{\"role\":\"a\"}}]}\n\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";

  @Test
  void onlyOutputsCount() {
    StreamTimeline timeline = new StreamTimeline(1000);
    assertThat(timeline.soFar().outputs()).isZero();
    assertThat(timeline.soFar().firstOutputNanos()).isEqualTo(-1);
    read(timeline, ROLE, 1010);
    assertThat(timeline.soFar().firstOutputNanos()).isEqualTo(-1);
    read(timeline, TOKEN, 1020);
    read(timeline, ROLE, 1025);
    read(timeline, TOKEN, 1031);
    read(timeline, TOKEN + TOKEN, 1040);
    SoFar soFar = timeline.soFar();
    assertThat(soFar.outputs()).isEqualTo(4);
    assertThat(soFar.firstOutputNanos()).isEqualTo(20);
    assertThat(gaps(soFar)).containsExactly(0L, 9L, 11L);
  }

  @Test
  void theGapsAreTheLastOnesOfTheTimelineLatestFirst() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      StreamTimeline timeline = new StreamTimeline(0);
      long now = 1;
      for (int message = random.nextInt(60); message > 0; message--) {
        now += random.nextInt(100);
        read(timeline, random.nextInt(3) == 0 ? ROLE : TOKEN, now);
      }
      List<Long> gaps =
          new ArrayList<>(LongStream.of(timeline.interOutputNanos()).boxed().toList());
      Collections.reverse(gaps);
      List<Long> last = gaps.subList(0, Math.min(SoFar.GAPS, gaps.size()));
      for (SoFar soFar : List.of(timeline.soFar(), timeline.messages().soFar())) {
        assertThat(gaps(soFar)).isEqualTo(last);
        assertThat(soFar.outputs()).isEqualTo(timeline.outputs());
        assertThat(soFar.firstOutputNanos()).isEqualTo(timeline.firstOutputNanos());
      }
    }
  }

  @Test
  void whateverIsSeenOfArraysThatChangeNothingBreaks() {
    Random random = new Random(12);
    for (int i = 0; i < 5000; i++) {
      MessageKind[] kinds = new MessageKind[random.nextInt(40)];
      long[] nanos = new long[random.nextInt(40)];
      for (int k = 0; k < kinds.length; k++) {
        kinds[k] = any(random);
      }
      Arrays.setAll(nanos, n -> random.nextBoolean() ? 0 : random.nextInt(1000));
      SoFar soFar =
          SoFar.of(kinds, nanos, random.nextInt(80), random.nextInt(80), random.nextInt(80) - 1);
      assertThat(gaps(soFar)).allMatch(gap -> gap >= 0);
      assertThat(soFar.firstOutputNanos()).isNotEqualTo(0).isGreaterThanOrEqualTo(-1);
    }
  }

  @SuppressWarnings("NullAway") // As an array is before it is filled.
  private static @Nullable MessageKind any(Random random) {
    int kind = random.nextInt(KINDS.length + 1);
    return kind == KINDS.length ? null : KINDS[kind];
  }

  @Test
  void aStreamIsLookedAtWhileItGoesOn() throws InterruptedException {
    int tokens = 100_000;
    StreamTimeline timeline = new StreamTimeline(0);
    AtomicReference<Throwable> broken = new AtomicReference<>();
    Thread looks =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                SoFar soFar = timeline.soFar();
                assertThat(soFar.outputs()).isBetween(0, tokens);
                assertThat(gaps(soFar)).allMatch(gap -> gap >= 0);
              }
            });
    looks.setUncaughtExceptionHandler((thread, cause) -> broken.set(cause));
    looks.start();
    byte[] token = TOKEN.getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i <= tokens; i++) {
      timeline.read(token, 0, token.length, i);
    }
    looks.interrupt();
    looks.join();
    assertThat(broken.get()).isNull();
    assertThat(timeline.outputs()).isEqualTo(tokens);
    assertThat(timeline.interOutputNanos()).hasSize(tokens - 1).containsOnly(1);
  }

  private static List<Long> gaps(SoFar soFar) {
    return IntStream.range(0, soFar.gaps()).mapToObj(soFar::gapNanos).toList();
  }

  private static void read(StreamTimeline timeline, String text, long stampNanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    timeline.read(bytes, 0, bytes.length, stampNanos);
  }
}
